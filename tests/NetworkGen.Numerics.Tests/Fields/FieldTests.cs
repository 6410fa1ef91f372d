using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>The exact receptive fields of random graphs against impulses sent through the plain reference.</summary>
public sealed class FieldTests
{
    private const int Graphs = 1_000;

    [Fact]
    public void TheEngineEqualsBruteForce()
    {
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, Graphs, number =>
        {
            TestCase graph = FieldGraphs.Of(number);
            foreach (string difference in FieldComparison.Of(graph).Take(1))
            {
                failures.Add($"graph {number}: {difference}\n{CaseSource.File(graph)}");
            }
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} of {Graphs} differ:\n{string.Join("\n", failures.Take(5))}");
    }

    /// <summary>The comparison is worth something only while the graphs hold what the engine is for.</summary>
    [Fact]
    public void TheGraphsHoldWhatTheEngineIsFor()
    {
        TestCase[] graphs = [.. Enumerable.Range(0, Graphs).Select(FieldGraphs.Of)];

        string[] kinds = ["Conv2d", "DepthwiseConv2d", "ConvTranspose2d", "Upsample", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "AdaptiveMaxPool2d", "Flatten", "Add", "Mul", "Concat", "Stage", "Shortcut"];
        Assert.All(kinds, kind => Assert.InRange(graphs.Count(graph => graph.Has(kind)), Graphs / 25, Graphs));
        Assert.InRange(graphs.Count(graph => graph.Layers.Count >= 4), Graphs / 2, Graphs);
        Assert.InRange(graphs.Count(IsUneven), Graphs / 10, Graphs);
    }

    private static bool IsUneven(TestCase graph) =>
        graph.Layers.Any(layer => (layer.Has("Padding") && layer.Get<int>("Padding") == Layers.Same) || (layer.Has("CeilMode") && layer.Get<bool>("CeilMode")));
}
