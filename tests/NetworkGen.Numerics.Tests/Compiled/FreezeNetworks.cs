using System.Collections.Generic;
using NetworkGen.TestCases;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Networks whose gradients take every kind of way: straight, past a shortcut, out of a concatenation, through a gate, side by side. All end in <c>fc</c>.</summary>
internal static class FreezeNetworks
{
    /// <summary>A stack: convolutions with and without bias, batch norms with and without parameters, an activation that is no part of a store.</summary>
    private static readonly TestCase _stack = new("FrozenStack", new CaseShape(3, 12, 11),
    [
        Rescale(0.5f), Conv2d(16, padding: 1).Called("conv1"), ReLU,
        BatchNorm2d(affine: false), Conv2d(20, stride: 2, padding: 1, bias: false).Called("conv2"), BatchNorm2d().Called("bn2"), SiLU,
        DepthwiseConv2d(padding: 1).Called("dw"), MaxPool2d(), Flatten, Linear(9).Called("hidden"), Tanh, Linear(5).Called("fc"),
    ]);

    /// <summary>A batch norm in front of all other parameters.</summary>
    private static readonly TestCase _normFirst = new("FrozenNormFirst", new CaseShape(16, 6, 6),
    [
        BatchNorm2d().Called("bn"), ReLU, AvgPool2d(), Conv2d(16).Called("conv"), ReLU, Flatten, Linear(4).Called("fc"),
    ]);

    /// <summary>Two residual blocks, one with a projection: a gradient that two share.</summary>
    private static readonly TestCase _residual = new("FrozenResidual", new CaseShape(3, 10, 10),
    [
        Conv2d(16, padding: 1).Called("conv1"), ReLU.Called("stem"),
        Conv2d(16, padding: 1, bias: false).Called("conv2"), BatchNorm2d().Called("bn2"), Written("Add(\"stem\")"), ReLU.Called("one"),
        Conv2d(32, stride: 2, padding: 1, bias: false).Called("conv3"), BatchNorm2d().Called("bn3"), ReLU, Conv2d(32, padding: 1).Called("conv4"),
        BatchNorm2d().Called("main"), Written("From(\"one\")"), Conv2d(32, 1, stride: 2, bias: false).Called("down"), BatchNorm2d().Called("downbn"),
        Written("Add(\"main\")"), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(5).Called("fc"),
    ]);

    /// <summary>Concatenations of slices that others read as well, of which one is not aligned to a block of channels.</summary>
    private static readonly TestCase _dense = new("FrozenDense", new CaseShape(3, 9, 8),
    [
        Conv2d(16, padding: 1).Called("a"),
        Conv2d(16, padding: 1).Called("b"), Written("Concat(\"a\", Name = \"ab\")"),
        Conv2d(10, padding: 1).Called("c"), Written("Concat(\"a\", \"b\", Name = \"abc\")"),
        BatchNorm2d().Called("bn"), ReLU, Conv2d(16, padding: 1).Called("d"), Written("Concat(\"c\", Name = \"cd\")"),
        Conv2d(16, padding: 1).Called("e"), Written("Concat(\"a\", \"ab\")"),
        AdaptiveAvgPool2d(1), Flatten, Linear(5).Called("fc"),
    ]);

    /// <summary>The image itself joins in at the end, and a gate multiplies a map: squeeze and excitation.</summary>
    private static readonly TestCase _gated = new("FrozenGated", new CaseShape(16, 8, 8),
    [
        Conv2d(16, padding: 1).Called("conv1"), ReLU.Called("map"),
        AdaptiveAvgPool2d(1), Conv2d(4, 1).Called("squeeze"), ReLU, Conv2d(16, 1).Called("excite"), Sigmoid, Written("Mul(\"map\")"),
        Written("Add(\"input\")"), Conv2d(24, padding: 1).Called("conv2"), Written("Concat(\"input\")"), MaxPool2d(), Flatten, Linear(5).Called("fc"),
    ]);

    /// <summary>Two branches side by side in one concatenation; the first is read again further down, so that backward meets it before the whole.</summary>
    private static readonly TestCase _branches = new("FrozenBranches", new CaseShape(3, 9, 9),
    [
        Conv2d(32, padding: 1).Called("left"),
        Written("From(\"input\")"), Conv2d(24, padding: 1).Called("front"), ReLU, Conv2d(32, 5, padding: 2).Called("right"), Written("Concat(\"left\")"),
        Conv2d(32, padding: 1).Called("behind"), ReLU, Conv2d(32, padding: 1).Called("last"), Written("Mul(\"left\")"),
        AdaptiveAvgPool2d(1), Flatten, Linear(5).Called("fc"),
    ]);

    public static IReadOnlyList<TestCase> All { get; } = [_stack, _normFirst, _residual, _dense, _gated, _branches];

    /// <summary>A layer as it stands between the brackets.</summary>
    private static LayerCase Written(string attribute) => new(attribute, []);
}
