using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What a step of a random graph does.</summary>
internal enum StepKind
{
    Layer,
    From,
    Add,
    Mul,
    Concat,
    Shortcut,
    Block,
}

/// <summary>One step of a random graph, before it is known what it stands on.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Layer">The layer, for a layer.</param>
/// <param name="Pick">Which of the tensors that fit, for a join; whether to name the layer, or to use an older block.</param>
/// <param name="Use">The use of a block.</param>
/// <param name="Block">The steps of that block.</param>
internal sealed record RandomStep(StepKind Kind, LayerCase Layer, int Pick, LayerCase Use, IReadOnlyList<RandomStep> Block);

/// <summary>
/// A random graph while it grows. What the reference refuses is left out; or, with <paramref name="keepsMisfit"/>, the first such layer is
/// the last one.
/// </summary>
internal sealed class RandomGraph(TestCase start, bool keepsMisfit)
{
    /// <summary>Stands for the name of the block that a step brings along.</summary>
    public const string NextBlock = "Next";

    /// <summary>A norm over fewer values has gradients that are all cancellation.</summary>
    private const int FewestNormed = 12;

    /// <summary>Values of the largest map that is made: the reference is slow.</summary>
    private const int LargestMap = 1 << 14;

    /// <summary>Each doubles the exponent, at worst.</summary>
    private const int MostProducts = 2;

    private bool _isClosed;

    /// <summary>The network so far; where nothing fitted, a ReLU.</summary>
    public TestCase Case => start.Layers.Count == 0 ? With(Layers.ReLU) : start;

    /// <summary>The network with one more layer, whether it fits or not.</summary>
    public TestCase With(LayerCase layer) => start with { Layers = [.. start.Layers, layer] };

    /// <summary>Takes a step, if it fits.</summary>
    public void Append(RandomStep step)
    {
        if (_isClosed || (step.Kind == StepKind.Mul && start.Layers.Count(layer => layer.Kind == "Mul") >= MostProducts))
        {
            return;
        }

        if (step.Kind == StepKind.Block)
        {
            AppendBlock(step);
            return;
        }

        LayerCase[] candidates = [.. Candidates(step, start.Layers).Take(4)];
        TestCase[] cases = [.. candidates.Select(With)];
        if (cases.FirstOrDefault(IsLegal) is { } legal)
        {
            start = legal;
        }
        else if (keepsMisfit && Unfolded(cases[0]) is null)
        {
            start = cases[0];
            _isClosed = true;
        }
    }

    /// <summary>What a step may append to a stack: the tensors to join are tried one after the other.</summary>
    private static IEnumerable<LayerCase> Candidates(RandomStep step, IReadOnlyList<LayerCase> stack)
    {
        string[] names = ["input", .. stack.Select((layer, i) => layer.NameAt(i))];
        IEnumerable<string> tensors = Enumerable.Range(0, names.Length).Select(i => names[(i + step.Pick) % names.Length]);
        return step.Kind switch
        {
            StepKind.From => tensors.Select(Layers.From),
            StepKind.Add => tensors.Select(Layers.Add),
            StepKind.Mul => tensors.Select(Layers.Mul),
            StepKind.Concat => tensors.Select(tensor => step.Pick % 3 == 0 ? Layers.Concat(tensor, tensors.Last()) : Layers.Concat(tensor)),
            StepKind.Shortcut => [Layers.Shortcut(step.Pick % 2 == 0)],
            _ => [step.Pick % 5 == 0 ? step.Layer.Called("layer" + stack.Count.ToString(CultureInfo.InvariantCulture)) : step.Layer],
        };
    }

    /// <summary>Uses an older block again, or a new one that begins as a convolution and grows while it stays legal where it is used.</summary>
    private void AppendBlock(RandomStep step)
    {
        if (start.Blocks.Count > 0 && step.Pick % 3 == 0)
        {
            Try(With(UseOf(step.Use, start.Blocks[step.Pick % start.Blocks.Count].Name)));
            return;
        }

        string name = "Block" + start.Blocks.Count.ToString(CultureInfo.InvariantCulture);
        string? older = start.Blocks.Count == 0 ? null : start.Blocks[^1].Name;
        TestCase Grown(IReadOnlyList<LayerCase> layers, TestCase used) => used with { Blocks = [.. used.Blocks.Where(block => block.Name != name), new BlockCase(name, layers)] };
        TestCase first = Grown([Layers.Conv2d(CaseNumber.Width, 1)], With(UseOf(step.Use, name)));
        if (!Try(first))
        {
            return;
        }

        foreach (RandomStep inner in step.Block)
        {
            IReadOnlyList<LayerCase> layers = start.Blocks[^1].Layers;
            IEnumerable<LayerCase> candidates = inner.Kind == StepKind.Block
                ? older is null ? [] : [inner.Pick % 2 == 0 ? Layers.Use(older, CaseNumber.Width, CaseNumber.Stride) : Layers.Stage(older, CaseNumber.In, 2)]
                : Candidates(inner, layers);
            start = candidates.Take(4).Select(candidate => Grown([.. layers, candidate], start)).FirstOrDefault(IsLegal) ?? start;
        }
    }

    private static LayerCase UseOf(LayerCase use, string block) => use with
    {
        Arguments = [.. use.Arguments.Select(argument => argument.Name == "Block" ? argument with { Value = block } : argument)],
    };

    private bool Try(TestCase grown)
    {
        bool isLegal = IsLegal(grown);
        start = isLegal ? grown : start;
        return isLegal;
    }

    private static bool IsLegal(TestCase testCase) => Unfolded(testCase) is { } nodes && nodes.All(node =>
        node.Operation.Output.Length <= LargestMap && NormedTogether(node.Operation, testCase.BatchSize) >= FewestNormed);

    /// <summary>Values that share a mean and a variance.</summary>
    private static int NormedTogether(ReferenceOperation operation, int batchSize) => operation switch
    {
        BatchNorm norm => batchSize * norm.Output.Height * norm.Output.Width,
        GroupNorm norm => norm.Size,
        _ => int.MaxValue,
    };

    /// <summary>The nodes; null where the reference refuses the case, and where blocks in blocks multiply their widths until a weight has more values than an array.</summary>
    private static IReadOnlyList<ReferenceNode>? Unfolded(TestCase testCase)
    {
        try
        {
            return ReferenceGraph.Unfold(testCase).Nodes;
        }
        catch (Exception exception) when (exception is IllegalLayerException or OverflowException)
        {
            return null;
        }
    }
}
