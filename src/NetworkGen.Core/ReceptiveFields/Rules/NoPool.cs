using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2013: nothing reduces the map, and by 3×3 layers alone the object would take very many. NG2001 says beside it what is missing of the
/// network as it is; this says how it would have to be built.
/// </summary>
internal static class NoPool
{
    /// <summary>At most one issue, at the layer of the network's own stack that the first pool would follow.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        int size = Math.Max(network.ObjectSize.Height, network.ObjectSize.Width);
        int layers = size / 2; // ⌈(n − 1) / 2⌉
        if (layers <= options.LayersWithoutPool
            || FeatureLayer.Of(network) is not { } features
            || FieldTooSmall.Covers(network, features, options)
            || network.Nodes.Any(node => node.Index <= features.Index && (node.Field.Vertical.Jump > 1 || node.Field.Horizontal.Jump > 1)))
        {
            yield break;
        }

        WayOut wayOut = WayOut.Find(network, features, options);
        if (wayOut.Pools is not { } plan)
        {
            yield break;
        }

        int first = plan.First(wayOut.End);
        var issues = new List<NetworkIssue>();
        new IssueSink(issues, new LayerPosition(first)).Report(
            IssueId.NoPool, null, new ClosingFixes(network, wayOut, options).WithPools() is { } fix ? [fix] : [],
            "layer " + FeatureEnd.NameOf(network, first),
            Numerals.Grouped(size),
            Numerals.Grouped(layers),
            plan.Text(network),
            Numerals.Grouped(Depth(network, wayOut.End) + plan.Convolutions));
        yield return issues[0];
    }

    /// <summary>Layers that look at neighbours on the longest way to the end of the features.</summary>
    private static int Depth(Network network, FeatureEnd end)
    {
        int[] depth = new int[end.Node.Index + 1];
        for (int index = 0; index < depth.Length; index++)
        {
            Node node = network.Nodes[index];
            depth[index] = node.Inputs.Max(input => input == Network.Input ? 0 : depth[input]) + (FeatureLayer.IsSpatial(node) ? 1 : 0);
        }

        return depth[end.Node.Index];
    }
}
