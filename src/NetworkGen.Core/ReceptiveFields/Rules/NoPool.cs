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
    /// <summary>The issue, at the layer of the network's own stack that the first pool would follow; null where there is none.</summary>
    public static NetworkIssue? Find(Network network, WayOut wayOut, ClosingFixes fixes, RuleOptions options)
    {
        int size = Math.Max(network.ObjectSize.Height, network.ObjectSize.Width);
        int layers = size / 2; // ⌈(n − 1) / 2⌉
        if (layers <= options.LayersWithoutPool
            || wayOut.Pools is not { } plan
            || network.Nodes.Any(node => node.Index <= wayOut.Features.Index && (node.Field.Vertical.Jump > 1 || node.Field.Horizontal.Jump > 1)))
        {
            return null;
        }

        var issues = new List<NetworkIssue>();
        new IssueSink(issues, new LayerPosition(plan.First(wayOut.End))).Report(
            IssueId.NoPool, null, fixes.WithPools is { } fix ? [fix] : [],
            plan.FirstText(network, wayOut.End),
            Numerals.Grouped(size),
            Numerals.Grouped(layers),
            wayOut.PoolsText(network)!,
            Numerals.Grouped(Depth(network, FeatureEnd.Of(network, wayOut.Features)) + plan.Convolutions));
        return issues[0];
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
