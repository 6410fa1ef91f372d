using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields.Rules;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Rules;

/// <summary>
/// NG3001: two linear layers, or two 1×1 convolutions, with nothing non-linear between them: W₂(W₁x + b₁) + b₂ is one layer of the weights
/// W₂W₁, and so is a chain of more of them. Not where the middle is so narrow that the two hold fewer parameters than the one would: that is a factorisation.
/// </summary>
internal static class LinearStack
{
    /// <summary>One issue per chain of such layers, at its last.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network)
    {
        var issues = new List<NetworkIssue>();
        foreach (IReadOnlyList<Node> chain in Chains(Pairs(network, new Readers(network)).ToDictionary(static pair => pair.First, static pair => pair.Second))
            .GroupBy(static chain => AsWritten.Place(chain[chain.Count - 1])).Select(static same => same.First()))
        {
            Node first = chain[0];
            Node last = chain[chain.Count - 1];
            bool areTwo = chain.Count == 2;
            new IssueSink(issues, last.Position).Report(
                IssueId.LinearStack, null,
                last.Layer.Description,
                NodeList.Title(first) + (areTwo ? "" : ", and " + Numerals.Grouped(chain.Count - 2) + " more"),
                first.Layer is Linear ? "Linear" : "1×1 convolution",
                Numerals.Grouped(first.InputShapes[0].Channels),
                Numerals.Grouped(last.Shape.Channels),
                Numerals.Grouped(chain.Sum(static node => Weights.Count(node))),
                Numerals.Grouped(InOne(chain)),
                areTwo ? "both" : "all " + Numerals.Grouped(chain.Count),
                areTwo ? "put an activation between them, or leave one out" : "put activations between them, or leave " + Numerals.Grouped(chain.Count - 1) + " out");
        }

        return issues;
    }

    /// <summary>Pairs that hang together, as one; only the first pair where all of them together hold fewer parameters than the one layer would.</summary>
    private static IEnumerable<IReadOnlyList<Node>> Chains(Dictionary<Node, Node> next)
    {
        foreach (Node first in next.Keys.Except(next.Values).OrderBy(static node => node.Index))
        {
            List<Node> chain = [first];
            while (next.TryGetValue(chain[chain.Count - 1], out Node? second))
            {
                chain.Add(second);
            }

            yield return IsNoFactorisation(chain) ? chain : [first, next[first]];
        }
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

            if (second is not null && IsOne(second.Layer) && IsNoFactorisation([first, second]))
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

    private static bool IsNoFactorisation(IReadOnlyList<Node> chain) => chain.Sum(static node => Weights.Count(node)) >= InOne(chain);

    private static long InOne(IReadOnlyList<Node> chain)
    {
        long to = chain[chain.Count - 1].Shape.Channels;
        return (chain[0].InputShapes[0].Channels * to) + (chain.Any(static node => Weights.HasBias(node.Layer)) ? to : 0);
    }
}
