using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>NG2006: maps of one size whose positions show different places of the image meet at a join.</summary>
internal static class MisalignedJoin
{
    /// <summary>One issue for each join as it was written, but not for those behind it: what is off stays off.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options) =>
        AsWritten.Once(Of(network)).Select(node => Issue(network, node, JoinAlignment.IsAligned(network, node, Axis.Vertical) ? Axis.Horizontal : Axis.Vertical));

    private static IEnumerable<Node> Of(Network network)
    {
        var isOff = new bool[network.Nodes.Count + 1];
        foreach (Node node in network.Nodes)
        {
            bool isBehind = node.Inputs.Any(input => isOff[input + 1]);
            bool isMisaligned = !JoinAlignment.IsAligned(network, node, Axis.Vertical) || !JoinAlignment.IsAligned(network, node, Axis.Horizontal);
            isOff[node.Index + 1] = isBehind || isMisaligned;
            if (isMisaligned && !isBehind)
            {
                yield return node;
            }
        }
    }

    private static NetworkIssue Issue(Network network, Node node, Axis axis)
    {
        (int first, int second) = JoinAlignment.Misaligned(network, node, axis)!.Value;
        AxisField one = network.FieldOf(first).Along(axis);
        AxisField other = network.FieldOf(second).Along(axis);
        return AsWritten.Issue(
            node, IssueId.MisalignedJoin, null, [],
            node.Layer.Description,
            axis == Axis.Vertical ? "row" : "column",
            Title(network, first),
            Text(one),
            Title(network, second),
            Text(other),
            one.Jump == other.Jump
                ? "windows without padding shift the centre, and an odd kernel with Padding = (kernel − 1) / 2 keeps it"
                : "the strides of both paths must multiply to the same");
    }

    private static string Title(Network network, int tensor) => tensor == Network.Input ? IssueSink.NetworkInput : NodeList.Title(network.Nodes[tensor]);

    /// <summary>Where the first position lies, and where the next.</summary>
    private static string Text(AxisField field) => "on pixel " + Numerals.Short(field.Center) + " and the next " + Numerals.Short(field.Jump) + " further";
}
