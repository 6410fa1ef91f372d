using System.Globalization;
using CsCheck;
using NetworkGen.Numerics.Tests.Compiled;
using NetworkGen.TestCases;
using static NetworkGen.TestCases.CaseNumber;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>
/// Random graphs whose fields are worth comparing: everything that reads positions, and of the rest what leaves positive values positive.
/// Norms over a map and softmax are left out: through their sums every value changes a little, and no arithmetic of fields counts that.
/// </summary>
internal static class FieldGraphs
{
    private static readonly Gen<int> Channels = Gen.OneOf(1, 1, 2);
    private static readonly Gen<int> Kernel = Gen.OneOf(1, 1, 2, 3, 3, 4, 5);
    private static readonly Gen<int> Strides = Gen.OneOf(1, 1, 1, 2, 2, 3);
    private static readonly Gen<int> Padding = Gen.OneOf(0, 0, 1, 1, 2, Same);
    private static readonly Gen<int> Dilation = Gen.OneOf(1, 1, 1, 2, 3);

    private static readonly Gen<LayerCase> Convolution =
        Gen.Select(Gen.Select(Channels, Kernel, Kernel, Gen.Bool), Gen.Select(Strides, Padding, Dilation))
            .Select((size, window) => Conv2d(size.Item1, size.Item2, size.Item4 ? size.Item3 : null, window.Item1, window.Item2, window.Item3));

    private static readonly Gen<LayerCase> Depthwise =
        Gen.Select(Kernel, Strides, Padding, Dilation).Select((kernel, stride, padding, dilation) => DepthwiseConv2d(kernel, 1, stride, padding, dilation));

    private static readonly Gen<LayerCase> Transposed =
        Gen.Select(Gen.Select(Channels, Kernel), Gen.Select(Strides, Gen.Int[0, 2], Gen.OneOf(0, 0, 0, 1, 2)), Dilation)
            .Select((size, window, dilation) => ConvTranspose2d(size.Item1, size.Item2, window.Item1, window.Item2, window.Item3, dilation));

    private static readonly Gen<LayerCase> Pool =
        Gen.Select(Gen.Int[1, 4], Strides, Gen.Int[0, 2], Gen.Bool, Gen.Bool).Select((kernel, stride, padding, ceil, max) =>
            max ? MaxPool2d(kernel, stride, padding, ceil) : AvgPool2d(kernel, stride, padding, ceil));

    private static readonly Gen<LayerCase> Layer = Gen.Frequency(
        (8, Convolution),
        (2, Depthwise),
        (3, Transposed),
        (3, Gen.Select(Gen.Int[1, 3], Gen.Bool).Select((scale, bilinear) => Upsample(scale, bilinear))),
        (4, Pool),
        (2, Gen.OneOf(ReLU, LeakyReLU(), Rescale(0.5f, 0.25f), Dropout(), BatchNorm2d())),
        (2, Gen.Select(Gen.Int[1, 5], Gen.Bool).Select((size, max) => max ? AdaptiveMaxPool2d(size) : AdaptiveAvgPool2d(size))),
        (1, Gen.OneOf(Gen.Const(Layers.Flatten), Channels.Select(features => Linear(features)))));

    /// <summary>Layers of a block, mostly of one size, so that they can be joined.</summary>
    private static readonly Gen<LayerCase> BlockLayer = Gen.OneOf(
        Gen.Select(Gen.OneOf(1, 3, 5), Gen.Bool, Gen.Int[1, 2]).Select((kernel, strided, dilation) =>
            Conv2d(Width, kernel, stride: strided ? Stride : 1, padding: kernel / 2 * dilation, dilation: dilation)),
        Gen.Const(DepthwiseConv2d(stride: Stride, padding: 1)),
        Gen.OneOf(MaxPool2d(3, stride: 1, padding: 1), AvgPool2d(2, stride: 1), Upsample(2), MaxPool2d(2)),
        Gen.Const(ReLU));

    private static readonly Gen<RandomStep> BlockStep =
        Gen.Select(Gen.Frequency((4, Gen.Const(StepKind.Layer)), (1, Gen.Const(StepKind.From)), (1, Gen.Const(StepKind.Add)), (1, Gen.Const(StepKind.Concat)), (2, Gen.Const(StepKind.Shortcut))), BlockLayer, Gen.Int[0, 1000])
            .Select((kind, layer, pick) => new RandomStep(kind, layer, pick, ReLU, []));

    private static readonly Gen<RandomStep> Step = Gen.Select(
        Gen.Frequency((10, Gen.Const(StepKind.Layer)), (3, Gen.Const(StepKind.From)), (3, Gen.Const(StepKind.Add)), (2, Gen.Const(StepKind.Mul)), (2, Gen.Const(StepKind.Concat)), (1, Gen.Const(StepKind.Block))),
        Layer,
        Gen.Int[0, 1000],
        Gen.Select(Channels, Gen.Int[1, 2], Gen.Int[1, 2]).Select((width, repeat, stride) => Layers.Stage(RandomGraph.NextBlock, width, repeat, stride)),
        BlockStep.Array[1, 4])
        .Select((kind, layer, pick, use, block) => new RandomStep(kind, layer, pick, use, block));

    private static readonly Gen<TestCase> Graph =
        Gen.Select(Gen.Select(Channels, Gen.Int[1, 18], Gen.Int[1, 18]), Step.Array[2, 8]).Select((input, steps) =>
        {
            var graph = new RandomGraph(new TestCase("Unnamed", new CaseShape(input.Item1, input.Item2, input.Item3), []) { BatchSize = 12 }, keepsMisfit: false);
            foreach (RandomStep step in steps)
            {
                graph.Append(step);
            }

            return graph.Case;
        });

    /// <summary>The graph of a number: always the same.</summary>
    public static TestCase Of(int number) =>
        Graph.Generate(new PCG(0, (ulong)number), null, out _) with { Name = "Graph" + number.ToString(CultureInfo.InvariantCulture) };
}
