using System;
using System.Linq;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>What <c>[Budget]</c> allows; more is NG1009. Null: no limit.</summary>
/// <param name="MaxParameters">Trained values.</param>
/// <param name="MaxMacs">Multiply-accumulates per image.</param>
/// <param name="MaxActivationBytes">Bytes of all layers' outputs for one image: <see cref="Cost.ActivationBytes(Network)"/>.</param>
public sealed record Budget(long? MaxParameters, long? MaxMacs, long? MaxActivationBytes)
{
    /// <summary>Reads the three limits.</summary>
    public static Budget Read(ArgumentReader arguments) => new(
        arguments.OptionalLong("MaxParameters", 0),
        arguments.OptionalLong("MaxMacs", 0),
        arguments.OptionalLong("MaxActivationBytes", 0));

    /// <summary>Reports each limit that <paramref name="network"/> passes.</summary>
    public void Check(Network network, IssueSink issues)
    {
        Check("MaxParameters", "parameters", MaxParameters, Cost.Parameters, network, issues);
        Check("MaxMacs", "MACs", MaxMacs, static node => node.Macs, network, issues);
        Check("MaxActivationBytes", "activation bytes", MaxActivationBytes, Cost.ActivationBytes, network, issues);
    }

    private static void Check(string argument, string what, long? allowed, Func<Node, long> cost, Network network, IssueSink issues)
    {
        long actual = network.Nodes.Sum(cost);
        if (actual <= (allowed ?? long.MaxValue))
        {
            return;
        }

        Node heaviest = network.Nodes.OrderByDescending(cost).First();
        issues.Report(
            IssueId.OverBudget, argument,
            Numerals.Grouped(actual), what, Numerals.Grouped(allowed!.Value),
            NodeList.Title(heaviest), Numerals.Grouped(cost(heaviest)));
    }
}
