using System.Globalization;
using System.Linq;
using CsCheck;
using NetworkGen.TestCases;
using static NetworkGen.TestCases.CaseNumber;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What random graphs are made of: layers with random arguments.</summary>
internal static class RandomNetworks
{
    private static readonly Gen<int> Channels = Gen.OneOf(1, 2, 3, 5, 8, 15, 16, 17, 24, 32, 33, 40, 48);
    private static readonly Gen<int> Kernel = Gen.OneOf(1, 1, 2, 3, 3, 3, 3, 4, 5);
    private static readonly Gen<int> Strides = Gen.OneOf(1, 1, 1, 2, 2, 3);
    private static readonly Gen<int> Padding = Gen.OneOf(0, 0, 1, 1, 2, Same);
    private static readonly Gen<int> Dilation = Gen.OneOf(1, 1, 1, 2, 3);
    private static readonly Gen<int> Groups = Gen.OneOf(1, 1, 1, 1, 2, 3, 8);

    private static readonly Gen<LayerCase> Convolution =
        Gen.Select(Gen.Select(Channels, Kernel, Kernel, Gen.Bool), Gen.Select(Strides, Padding, Dilation, Groups), Gen.Bool)
            .Select((size, window, bias) => Conv2d(
                size.Item1, size.Item2, size.Item4 ? size.Item3 : null, window.Item1, window.Item2, window.Item3, window.Item4, bias));

    private static readonly Gen<LayerCase> Depthwise =
        Gen.Select(Kernel, Gen.Int[1, 3], Strides, Padding, Dilation, Gen.Bool).Select((kernel, multiplier, stride, padding, dilation, bias) =>
            DepthwiseConv2d(kernel, multiplier, stride, padding, dilation, bias));

    private static readonly Gen<LayerCase> Transposed =
        Gen.Select(Gen.Select(Channels, Kernel, Gen.Bool), Gen.Select(Strides, Gen.Int[0, 2], Gen.OneOf(0, 0, 0, 1, 2)), Dilation, Groups)
            .Select((size, window, dilation, groups) => ConvTranspose2d(
                size.Item1, size.Item2, window.Item1, window.Item2, window.Item3, dilation, groups, size.Item3));

    private static readonly Gen<LayerCase> Enlarging =
        Gen.Select(Gen.Int[1, 3], Gen.Bool).Select((scale, bilinear) => Upsample(scale, bilinear));

    private static readonly Gen<LayerCase> Pool =
        Gen.Select(Gen.Int[1, 4], Strides, Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.Bool).Select((kernel, stride, padding, ceil, countPad, max) =>
            max ? MaxPool2d(kernel, stride, padding, ceil) : AvgPool2d(kernel, stride, padding, ceil, countPad));

    private static readonly Gen<LayerCase> Pointwise = Gen.OneOf(
        Gen.OneOf(ReLU, ReLU, ReLU6, LeakyReLU(), PReLU(), PReLU(16), ELU(), ELU(0.5f), SiLU, GELU, Sigmoid, Tanh, Hardsigmoid, Hardswish, Dropout(0), Softmax, LogSoftmax),
        Gen.Select(Gen.OneOf(-2f, -0.5f, 0.75f, 3f), Gen.OneOf(-1f, 0f, 0.25f)).Select((scale, offset) => Rescale(scale, offset)),
        Gen.Select(Gen.OneOf(-1f, 0f, 0.25f), Gen.OneOf(0.3f, 1f, 2f)).Select((mean, std) => Normalize([mean], [std])));

    private static readonly Gen<LayerCase> Norm = Gen.OneOf(
        Gen.Select(Gen.OneOf(1e-5f, 1e-3f), Gen.OneOf(0.1f, 0.25f, 1f), Gen.Bool).Select((eps, momentum, affine) => BatchNorm2d(eps, momentum, affine)),
        Gen.Select(Groups, Gen.OneOf(1e-5f, 1e-3f), Gen.Bool).Select((groups, eps, affine) => GroupNorm(groups, eps, affine)),
        Gen.Select(Gen.OneOf(1e-5f, 1e-3f), Gen.Bool).Select((eps, affine) => LayerNorm(eps, affine)));

    private static readonly Gen<LayerCase> Head = Gen.OneOf(
        Gen.Const(Layers.Flatten),
        Gen.Int[1, 4].Select(AdaptiveAvgPool2d),
        Gen.Int[1, 4].Select(AdaptiveMaxPool2d),
        Gen.Select(Channels, Gen.Bool).Select((features, bias) => Linear(features, bias)));

    /// <summary>What no network accepts, and mistakes that only some inputs make.</summary>
    private static readonly Gen<LayerCase> Mistake = Gen.OneOf(
        Conv2d(0), Conv2d(8, 0), Conv2d(8, stride: 0), Conv2d(8, padding: -1), Conv2d(8, dilation: 0), Conv2d(8, groups: 0), Conv2d(8, groups: 7),
        Conv2d(-3, -1), Conv2d(8, 300), Conv2d(8, int.MaxValue, int.MaxValue), Conv2d(int.MaxValue), Conv2d(8, dilation: int.MaxValue), DepthwiseConv2d(multiplier: 0),
        ConvTranspose2d(8, 0), ConvTranspose2d(0, 3), ConvTranspose2d(8, 3, stride: 2, outputPadding: 2), ConvTranspose2d(8, 3, padding: 40), ConvTranspose2d(8, 3, groups: 7), Upsample(0),
        MaxPool2d(0), MaxPool2d(2, padding: 2), AvgPool2d(-1), AvgPool2d(3, stride: -2), AdaptiveAvgPool2d(0), AdaptiveMaxPool2d(0),
        GroupNorm(0), GroupNorm(7), PReLU(0), PReLU(7), Linear(0), Linear(-5), Normalize([0, 1], [1, 1, 1, 1, 1, 1, 1]));

    private static readonly Gen<LayerCase> AnyLayer = Gen.Frequency(
        (8, Convolution), (3, Depthwise), (3, Transposed), (2, Enlarging), (4, Pool), (8, Pointwise), (3, Norm), (2, Head));

    /// <summary>Layers of a block: with what differs from use to use, mostly of one size, so that they can be joined.</summary>
    private static readonly Gen<LayerCase> BlockLayer = Gen.OneOf(
        Gen.Select(Gen.OneOf(Width, In, 2 * Width, Width / 2, 3 * In / 2), Gen.OneOf(1, 3), Gen.Bool, Gen.Bool).Select((channels, kernel, strided, bias) =>
            Conv2d(channels, kernel, stride: strided ? Stride : 1, padding: kernel / 2, bias: bias)),
        Gen.Const(DepthwiseConv2d(stride: Stride, padding: 1)),
        Gen.OneOf(Gen.Const(MaxPool2d(3, stride: 1, padding: 1)), Gen.Const(AvgPool2d(3, stride: Stride, padding: 1)), Gen.Const(AdaptiveAvgPool2d(1))),
        Gen.OneOf(ReLU, ReLU6, SiLU, Sigmoid, Tanh, Dropout(0)),
        Norm);

    private static readonly Gen<CaseShape> Input = Gen.Select(Channels, Gen.Int[1, 11], Gen.Int[1, 11])
        .Select((channels, height, width) => new CaseShape(channels, height, width));

    private static readonly Gen<RandomStep> Step = Gen.Select(
        Gen.Frequency((10, Gen.Const(StepKind.Layer)), (3, Gen.Const(StepKind.From)), (3, Gen.Const(StepKind.Add)), (2, Gen.Const(StepKind.Mul)), (3, Gen.Const(StepKind.Concat)), (2, Gen.Const(StepKind.Block)), (1, Gen.Const(StepKind.Shortcut))),
        AnyLayer,
        Gen.Int[0, 1000],
        Gen.Select(Channels, Gen.Int[1, 3], Gen.OneOf(1, 1, 2, 3), Gen.Bool).Select((width, repeat, stride, isStage) =>
            isStage ? Layers.Stage(RandomGraph.NextBlock, width, repeat, stride) : Use(RandomGraph.NextBlock, width, stride)),
        Gen.Select(Gen.Frequency((3, Gen.Const(StepKind.Layer)), (1, Gen.Const(StepKind.From)), (1, Gen.Const(StepKind.Add)), (1, Gen.Const(StepKind.Concat)), (1, Gen.Const(StepKind.Shortcut)), (1, Gen.Const(StepKind.Block))), BlockLayer, Gen.Int[0, 1000])
            .Select((kind, layer, pick) => new RandomStep(kind, layer, pick, ReLU, [])).Array[1, 5])
        .Select((kind, layer, pick, use, block) => new RandomStep(kind, layer, pick, use, block));

    /// <summary>One network; three in four are made of what fits only, the others keep the first layer that doesn't.</summary>
    public static Gen<TestCase> Network { get; } =
        Gen.Select(Input, Step.Array[1, 10], Mistake, Gen.Int[0, 11], Gen.Int[2, 4]).Select((input, steps, mistake, kind, batchSize) =>
        {
            var graph = new RandomGraph(new TestCase("Unnamed", input, []) { BatchSize = batchSize }, keepsMisfit: kind < 3);
            foreach (RandomStep step in steps)
            {
                graph.Append(step);
            }

            return kind == 0 ? graph.With(mistake) : graph.Case;
        });

    /// <summary>Names by place, so that all of an array compile into one assembly.</summary>
    public static TestCase[] Named(TestCase[] networks) =>
        [.. networks.Select((network, i) => network with { Name = "Random" + i.ToString(CultureInfo.InvariantCulture) })];
}
