using System;
using System.Collections.Generic;

namespace NetworkGen.Core.Layers;

/// <summary>Every layer there is: the attribute's name and how its arguments are read.</summary>
public static class LayerCatalog
{
    private static readonly Dictionary<string, Func<ArgumentReader, Layer>> _readers = new(StringComparer.Ordinal)
    {
        ["Add"] = Add.Read,
        ["AdaptiveAvgPool2d"] = AdaptiveAvgPool2d.Read,
        ["AdaptiveMaxPool2d"] = AdaptiveMaxPool2d.Read,
        ["AvgPool2d"] = AvgPool2d.Read,
        ["BatchNorm2d"] = BatchNorm2d.Read,
        ["Concat"] = Concat.Read,
        ["Conv2d"] = Conv2d.Read,
        ["ConvTranspose2d"] = ConvTranspose2d.Read,
        ["DepthwiseConv2d"] = DepthwiseConv2d.Read,
        ["Dropout"] = Dropout.Read,
        ["ELU"] = ELU.Read,
        ["Flatten"] = Flatten.Read,
        ["GELU"] = GELU.Read,
        ["GroupNorm"] = GroupNorm.Read,
        ["Hardsigmoid"] = Hardsigmoid.Read,
        ["Hardswish"] = Hardswish.Read,
        ["LayerNorm"] = LayerNorm.Read,
        ["LeakyReLU"] = LeakyReLU.Read,
        ["Linear"] = Linear.Read,
        ["LogSoftmax"] = LogSoftmax.Read,
        ["MaxPool2d"] = MaxPool2d.Read,
        ["Mul"] = Mul.Read,
        ["Normalize"] = Normalize.Read,
        ["PReLU"] = PReLU.Read,
        ["ReLU"] = ReLU.Read,
        ["ReLU6"] = ReLU6.Read,
        ["Rescale"] = Rescale.Read,
        ["Sigmoid"] = Sigmoid.Read,
        ["SiLU"] = SiLU.Read,
        ["Softmax"] = Softmax.Read,
        ["Tanh"] = Tanh.Read,
        ["Upsample"] = Upsample.Read,
    };

    /// <summary>The names of all layers.</summary>
    public static IReadOnlyCollection<string> Kinds => _readers.Keys;

    /// <summary>Whether a layer of this name exists.</summary>
    public static bool Contains(string kind) => _readers.ContainsKey(kind);

    /// <summary>Reads a layer's arguments; misfits go to the reader's sink.</summary>
    public static Layer Read(string kind, ArgumentReader arguments) => _readers[kind](arguments);
}
