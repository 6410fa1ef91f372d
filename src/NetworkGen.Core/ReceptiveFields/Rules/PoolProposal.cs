using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Where one more 2×2 pool brings the features closest to seeing the object. Every place is tried, with the network computed anew.</summary>
internal static class PoolProposal
{
    /// <summary>The place, and the 3×3 layers that are missing still; nulls where no pool fits.</summary>
    public static (Node? Place, ThreeByThrees? Missing) Find(Network network, Node features, RuleOptions options)
    {
        Node end = network.Nodes.Last(node => node.Index == features.Index || BelongsTo(features, node));
        (Node? Place, ThreeByThrees? Missing) best = (null, null);
        foreach (Node place in Places(network, end))
        {
            if (WhatIf.PoolBehind(network, place, end) is { } pooled
                && ThreeByThrees.Missing(network, pooled, options) is { } missing
                && !(missing.Count >= best.Missing?.Count))
            {
                best = (place, missing);
            }
        }

        return best;
    }

    /// <summary>Whether a pool behind the features would rather stand behind this: an activation or a norm of theirs.</summary>
    private static bool BelongsTo(Node features, Node node) =>
        node.Index > features.Index && node.Shape == features.Shape && !FeatureLayer.SeesAll(node.Field);

    /// <summary>
    /// Places late enough that the features before them are worth pooling (a field of 11 pixels on large images, of 5 on small
    /// ones), or the last one where none is.
    /// </summary>
    private static IEnumerable<Node> Places(Network network, Node end)
    {
        int worthPooling = Math.Min(network.InputShape.Height, network.InputShape.Width) >= 200 ? 11 : 5;
        List<Node> places = [.. network.Nodes.Where(node => node.Index <= end.Index && IsPlace(network, node, end))];
        List<Node> worthy = [.. places.Where(place => Math.Min(place.Field.Vertical.Size, place.Field.Horizontal.Size) >= worthPooling)];
        return worthy.Count > 0 ? worthy : places.Skip(places.Count - 1);
    }

    /// <summary>Behind a convolution and what belongs to it, before the next one or at the end; not behind another pool.</summary>
    private static bool IsPlace(Network network, Node node, Node end)
    {
        bool isBeforeConvolution = node.Index != end.Index && network.Nodes[node.Index + 1] is { Layer: Convolution } next && FeatureLayer.IsSpatial(next);
        return (node.Index == end.Index || isBeforeConvolution)
            && network.Nodes.LastOrDefault(earlier => earlier.Index <= node.Index && FeatureLayer.IsSpatial(earlier)) is { Layer: Convolution };
    }
}
