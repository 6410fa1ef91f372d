using System.Collections.Generic;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.TestCases;

/// <summary>Small stacks: what layers do to each other once they are fused, share buffers and hand gradients on.</summary>
public static class NetworkCases
{
    /// <summary>The classic digits network: 3x3 features, one pool, 1x1 to combine, a convolutional head.</summary>
    public static TestCase Mnist { get; } = new("MnistNet", new CaseShape(1, 28, 28),
    [
        Rescale(1f / 255),
        Conv2d(16), ReLU,
        Conv2d(16), ReLU, MaxPool2d(),
        Conv2d(32), ReLU,
        Conv2d(32), ReLU,
        Conv2d(16, 1), ReLU,
        Conv2d(32), ReLU,
        Conv2d(32), ReLU,
        Conv2d(10, 1), AdaptiveAvgPool2d(1), Flatten,
    ])
    { Values = InputValues.Bytes };

    /// <summary>Strides instead of pools, every convolution under a batch norm; named layers.</summary>
    public static TestCase Strided { get; } = new("StridedBatchNormNet", new CaseShape(3, 17, 19),
    [
        Conv2d(16, stride: 2, padding: 1, bias: false).Called("conv1"), BatchNorm2d().Called("bn1"), ReLU,
        Conv2d(32, stride: 2, padding: 1, bias: false).Called("conv2"), BatchNorm2d().Called("bn2"), ReLU,
        Conv2d(40, padding: 1).Called("conv3"), BatchNorm2d(momentum: 0.25f).Called("bn3"), LeakyReLU(0.125f),
        AdaptiveAvgPool2d(1), Flatten, Linear(7).Called("fc"),
    ])
    { BatchSize = 3 };

    /// <summary>Depthwise-separable blocks with SiLU, as the mobile networks have them.</summary>
    public static TestCase Separable { get; } = new("SeparableSiluNet", new CaseShape(3, 16, 15),
    [
        Normalize([0.5f, 0.25f, 0.125f], [0.5f, 0.75f, 1]),
        Conv2d(16, stride: 2, padding: Same, bias: false), BatchNorm2d(), SiLU,
        DepthwiseConv2d(padding: 1, bias: false), BatchNorm2d(), SiLU,
        Conv2d(24, 1, bias: false), BatchNorm2d(),
        DepthwiseConv2d(5, multiplier: 2, stride: 2, padding: 2), SiLU,
        Conv2d(17, 1), ReLU6,
        AdaptiveAvgPool2d(1), Flatten, Dropout(0), Linear(5),
    ])
    { BatchSize = 3 };

    /// <summary>LeNet-5: average pools, tanh and three linear layers.</summary>
    public static TestCase LeNet { get; } = new("LeNet", new CaseShape(1, 28, 28),
    [
        Conv2d(6, 5, padding: 2), Tanh, AvgPool2d(),
        Conv2d(16, 5), Tanh, AvgPool2d(),
        Flatten, Linear(120), Tanh, Linear(84), Tanh, Linear(10),
    ]);

    /// <summary>Every kind of layer at least once.</summary>
    public static TestCase Everything { get; } = new("EverythingNet", new CaseShape(3, 23, 21),
    [
        Rescale(1f / 64, -1.5f), Normalize([0.25f], [0.75f]),
        Conv2d(17, 3, 5, padding: Same), GELU,
        Conv2d(34, groups: 17, dilation: 2, padding: 2), BatchNorm2d(affine: false), ReLU6,
        MaxPool2d(3, stride: 2, padding: 1, ceilMode: true),
        DepthwiseConv2d(stride: 2, padding: Same), Sigmoid,
        AvgPool2d(2, stride: 1, padding: 1, countIncludePad: false), LeakyReLU(),
        Conv2d(20, 1), BatchNorm2d(), Tanh, GroupNorm(5), PReLU(20), Softmax, Rescale(8),
        AdaptiveMaxPool2d(5), LayerNorm(), ELU(0.5f),
        Conv2d(18, 1), Hardswish, AdaptiveAvgPool2d(3), ReLU, Dropout(0), Flatten,
        Linear(33), SiLU, Linear(17), Hardsigmoid, Linear(6, bias: false), LogSoftmax,
    ])
    { BatchSize = 3, Values = InputValues.Bytes };

    /// <summary>Down and up again, as networks that make images are: strides, transposed convolutions under batch norms, and a bilinear last step.</summary>
    public static TestCase Decoder { get; } = new("DecoderNet", new CaseShape(3, 12, 16),
    [
        Conv2d(16, stride: 2, padding: 1), ReLU,
        Conv2d(40, stride: 2, padding: 1, bias: false), BatchNorm2d(), ReLU,
        ConvTranspose2d(24, 4, stride: 2, padding: 1, bias: false).Called("up1"), BatchNorm2d(), ReLU,
        ConvTranspose2d(17, 2, stride: 2).Called("up2"), LeakyReLU(0.125f),
        Upsample(2, bilinear: true), Conv2d(8, padding: 1), SiLU,
        Upsample(2), Conv2d(3, padding: 1), Sigmoid,
    ])
    { BatchSize = 3 };

    /// <summary>All network cases.</summary>
    public static IReadOnlyList<TestCase> All { get; } = [Mnist, Strided, Separable, LeNet, Everything, Decoder];
}
