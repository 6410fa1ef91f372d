using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>NG2011: too few layers look at neighbours behind the last pool; what it keeps is hardly combined before the prediction.</summary>
internal static class LatePool
{
    /// <summary>At most one issue, about the last pool.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        if (Pools.Of(network).LastOrDefault() is { } pool
            && LayersBehind(network, pool) is { } layers
            && layers < options.LayersAfterPool)
        {
            int missing = options.LayersAfterPool - layers;
            yield return AsWritten.Issue(
                pool, IssueId.LatePool, null, [],
                pool.Layer.Description,
                layers == 0 ? "no layer looks" : layers == 1 ? "1 layer looks" : Numerals.Plain(layers) + " layers look",
                Numerals.Plain(options.LayersAfterPool),
                Numerals.Plain(missing) + " more 3×3 layer" + (missing == 1 ? "" : "s"));
        }
    }

    /// <summary>Layers with a kernel above 1×1 on the longest way to the output; null where no way leads there.</summary>
    private static int? LayersBehind(Network network, Node pool)
    {
        var behind = new int?[network.Nodes.Count];
        behind[pool.Index] = 0;
        for (int index = pool.Index + 1; index < behind.Length; index++)
        {
            Node node = network.Nodes[index];
            int? longest = node.Inputs.Max(input => input == Network.Input ? null : behind[input]);
            behind[index] = longest + (node.Layer is not Pool2d && FeatureLayer.IsSpatial(node) ? 1 : 0);
        }

        return behind[network.OutputIndex];
    }
}
