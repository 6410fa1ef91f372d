using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields.Rules;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Rules;

/// <summary>
/// NG3001: two linear layers, or two 1×1 convolutions, with nothing non-linear between them: W₂(W₁x + b₁) + b₂ is one layer of the weights
/// W₂W₁. Not where the middle is so narrow that the two hold fewer parameters than the one would: that is a factorisation.
/// </summary>
internal static class LinearStack
{
    /// <summary>One issue per second layer.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network)
    {
        var readers = new Readers(network);
        var issues = new List<NetworkIssue>();
        foreach ((Node first, Node second) in Pairs(network, readers).GroupBy(static pair => AsWritten.Place(pair.Second)).Select(static pairs => pairs.First()))
        {
            int from = first.InputShapes[0].Channels;
            int to = second.Shape.Channels;
            new IssueSink(issues, second.Position).Report(
                IssueId.LinearStack, null, second.Layer.Description, NodeList.Title(first), first.Layer is Linear ? "Linear" : "1×1 convolution",
                Numerals.Grouped(from), Numerals.Grouped(to), Numerals.Grouped(Weights.Count(first) + Weights.Count(second)), Numerals.Grouped(InOne(first, second)));
        }

        return issues;
    }

    private static IEnumerable<(Node First, Node Second)> Pairs(Network network, Readers readers)
    {
        foreach (Node first in network.Nodes.Where(static node => IsOne(node.Layer)))
        {
            Node? second = readers.Only(first);
            while (second is not null && IsPassed(first.Layer, second.Layer))
            {
                second = readers.Only(second);
            }

            if (second is not null && IsOne(second.Layer) && Weights.Count(first) + Weights.Count(second) >= InOne(first, second))
            {
                yield return (first, second);
            }
        }
    }

    /// <summary>A padded 1×1 convolution is none of them: its rim gets the bias alone.</summary>
    private static bool IsOne(Layer layer) => layer is Linear
        or Conv2d { KernelHeight: 1, KernelWidth: 1, Stride: 1, DeclaredGroups: 1, Padding: { IsSame: true } or { Amount: 0 } };

    /// <summary>What keeps a line straight. Of 1×1 convolutions with a batch norm between them nothing is said: such bottlenecks are published.</summary>
    private static bool IsPassed(Layer first, Layer between) => between is Dropout || (first is Linear && between is Flatten or BatchNorm2d);

    private static long InOne(Node first, Node second)
    {
        long to = second.Shape.Channels;
        return (first.InputShapes[0].Channels * to) + (Weights.HasBias(first.Layer) || Weights.HasBias(second.Layer) ? to : 0);
    }
}
