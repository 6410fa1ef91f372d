using System;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>From a layer case to its reference.</summary>
public static class ReferenceLayers
{
    /// <exception cref="IllegalLayerException">The layer can't stand on this input.</exception>
    public static ReferenceLayer Create(string name, LayerCase layer, Feature input) => layer.Kind switch
    {
        "Conv2d" or "DepthwiseConv2d" => Convolution.Create(name, layer, input),
        "ConvTranspose2d" => TransposedConvolution.Create(name, layer, input),
        "Upsample" => Upsample.Create(layer, input),
        "MaxPool2d" or "AvgPool2d" => Pool.Create(layer, input),
        "AdaptiveMaxPool2d" => new AdaptiveMaxPool(input, layer.Get<int>("OutputSize")),
        "AdaptiveAvgPool2d" => new AdaptiveAvgPool(input, layer.Get<int>("OutputSize")),
        "BatchNorm2d" => new BatchNorm(name, input, layer.Get<float>("Eps"), layer.Get<float>("Momentum"), layer.Get<bool>("Affine")),
        "GroupNorm" => new GroupNorm(name, input, layer.Get<int>("Groups"), layer.Get<float>("Eps"), layer.Get<bool>("Affine"), weightPerValue: false),
        "LayerNorm" => new GroupNorm(name, input, 1, layer.Get<float>("Eps"), layer.Get<bool>("Affine"), weightPerValue: true),
        "ReLU" => Elementwise.ReLU(input),
        "ReLU6" => Elementwise.ReLU6(input),
        "LeakyReLU" => Elementwise.LeakyReLU(input, layer.Get<float>("Slope")),
        "PReLU" => new PReLU(name, input, layer.Get<int>("NumParameters")),
        "ELU" => Elementwise.ELU(input, layer.Get<float>("Alpha")),
        "SiLU" => Elementwise.SiLU(input),
        "GELU" => Elementwise.GELU(input),
        "Sigmoid" => Elementwise.Sigmoid(input),
        "Tanh" => Elementwise.Tanh(input),
        "Hardsigmoid" => Elementwise.Hardsigmoid(input),
        "Hardswish" => Elementwise.Hardswish(input),
        "Rescale" => Elementwise.Rescale(input, layer.Get<float>("Scale"), layer.Get<float>("Offset")),
        "Normalize" => new Normalize(input, layer.Get<float[]>("Mean"), layer.Get<float[]>("Std")),
        "Dropout" => Elementwise.Identity(input),
        "Flatten" => new Flatten(input),
        "Linear" => new Linear(name, input, layer.Get<int>("OutFeatures"), layer.Get<bool>("Bias")),
        "Softmax" => new SoftmaxFamily(input, logarithm: false),
        "LogSoftmax" => new SoftmaxFamily(input, logarithm: true),
        _ => throw new NotSupportedException($"the reference has no layer of kind {layer.Kind}; add one to ReferenceLayers"),
    };
}
