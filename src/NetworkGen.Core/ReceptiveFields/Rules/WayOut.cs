using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What closes a field that is too small.</summary>
/// <param name="Convolutions">3×3 stride-1 layers behind the features; null where no layer there can see enough.</param>
/// <param name="NeedsPadding">Whether those layers only fit the map with <c>Padding = 1</c>.</param>
/// <param name="Pool">Where a 2×2 pool shortens the way; null where none does.</param>
/// <param name="ConvolutionsWithPool">3×3 layers that are missing still with that pool.</param>
/// <param name="ImageSize">Height and width of an image that the same layers would see enough of, where layers behind the features can't help.</param>
internal sealed record WayOut(long? Convolutions, bool NeedsPadding, Node? Pool, long ConvolutionsWithPool, (int Height, int Width)? ImageSize)
{
    /// <summary>Above this many layers, one pool is not enough to be practical.</summary>
    private const int ManyLayers = 20;

    /// <summary>Looks for the shortest ways.</summary>
    public static WayOut Find(Network network, Node features, RuleOptions options)
    {
        var now = new WhatIf.Tensor(features.Shape, features.Field);
        long? convolutions = Missing(network, now, options);
        (Node Place, long Missing)? pool = Pooled(network, features, options)
            .Where(proposal => proposal.Missing < (convolutions ?? long.MaxValue))
            .OrderBy(static proposal => proposal.Missing)
            .Select(static proposal => ((Node, long)?)proposal)
            .FirstOrDefault();
        return new WayOut(
            convolutions,
            convolutions is { } count && Math.Min(now.Shape.Height, now.Shape.Width) <= 2 * count,
            pool?.Place,
            pool?.Missing ?? 0,
            convolutions is null && pool is null ? SeenImage(network, features, options) : null);
    }

    /// <summary>What a code fix needs.</summary>
    public EquatableArray<Property> Properties()
    {
        var properties = new List<Property>();
        if (Convolutions is { } count)
        {
            properties.Add(new Property(IssueProperty.ConvolutionCount, count.ToString(CultureInfo.InvariantCulture)));
        }

        if (Pool is not null)
        {
            properties.Add(new Property(IssueProperty.PoolAfterLayer, Pool.LayerIndex.ToString(CultureInfo.InvariantCulture)));
            properties.Add(new Property(IssueProperty.ConvolutionCountWithPool, ConvolutionsWithPool.ToString(CultureInfo.InvariantCulture)));
        }

        return properties.ToEquatableArray();
    }

    /// <summary>In a student's words: <c>47 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 2 and 23 more</c>.</summary>
    public override string ToString()
    {
        var ways = new List<string>();
        if (Convolutions is { } count)
        {
            ways.Add(Layers(count, " more 3×3 layer") + " after it" + (NeedsPadding ? " (with Padding = 1)" : ""));
        }

        if (Pool is not null)
        {
            ways.Add("a 2×2 pool after layer " + Pool.Name + (ConvolutionsWithPool == 0 ? "" : " and " + Layers(ConvolutionsWithPool, " more 3×3 layer") + " at the end"));
        }

        if (ways.Count > 0)
        {
            bool isLong = (Pool is null ? Convolutions : ConvolutionsWithPool) > ManyLayers;
            return string.Join(", or ", ways) + (!isLong ? "" : Pool is null ? "; pools between them shorten it" : "; further pools shorten it again");
        }

        return "its map holds no more of the image, so layers after it can't help: use padding or fewer pools before it"
            + (ImageSize is { } image ? ", or an image of " + Numerals.Grouped(image.Height) + "×" + Numerals.Grouped(image.Width) : "");
    }

    private static string Layers(long count, string noun) => Numerals.Grouped(count) + noun + (count == 1 ? "" : "s");

    /// <summary>
    /// 3×3 stride-1 layers behind a map until it sees the object, or null where all of the map's positions together don't:
    /// each layer adds 2 jumps to the field, but can't read what no position has read.
    /// </summary>
    private static long? Missing(Network network, WhatIf.Tensor map, RuleOptions options)
    {
        long? rows = Missing(map.Field.Vertical, map.Shape.Height, network.InputShape.Height, network.ObjectSize.Height, options);
        long? columns = Missing(map.Field.Horizontal, map.Shape.Width, network.InputShape.Width, network.ObjectSize.Width, options);
        return rows is { } vertical && columns is { } horizontal ? Math.Max(vertical, horizontal) : null;
    }

    private static long? Missing(AxisField field, int positions, int image, int wanted, RuleOptions options)
    {
        if (FieldTooSmall.Covers(field.Size, wanted, options))
        {
            return 0;
        }

        int reach = Math.Min(wanted, field.Reach(positions, image));
        long step = 2L * field.Jump;
        return FieldTooSmall.Covers(reach, wanted, options) ? Math.Max(0, (reach - field.Size + step - 1) / step) : null;
    }

    /// <summary>Every sensible place for a pool, with the 3×3 layers that are missing still.</summary>
    private static IEnumerable<(Node Place, long Missing)> Pooled(Network network, Node features, RuleOptions options)
    {
        Node end = network.Nodes.Last(node => node.Index == features.Index || IsPointwiseBehind(node, features));
        foreach (Node place in Places(network, end))
        {
            if (WhatIf.PoolBehind(network, place, end) is { } pooled && Missing(network, pooled, options) is { } missing)
            {
                yield return (place, missing);
            }
        }
    }

    /// <summary>Whether a pool behind the features may as well stand behind this: an activation or a norm that belongs to them.</summary>
    private static bool IsPointwiseBehind(Node node, Node features) =>
        node.Index > features.Index && node.Shape == features.Shape && !FeatureLayer.SeesAll(node.Field) && !node.Shape.IsVector;

    /// <summary>
    /// Behind a convolution and what belongs to it, before the next one or at the end; late enough that the features before
    /// it are worth pooling (a field of 11 pixels on large images, of 5 on small ones) where there is such a place.
    /// </summary>
    private static IEnumerable<Node> Places(Network network, Node end)
    {
        int worthPooling = Math.Min(network.InputShape.Height, network.InputShape.Width) >= 200 ? 11 : 5;
        List<Node> places = [.. network.Nodes.Where(node => node.Index <= end.Index && IsPlace(network, node, end))];
        List<Node> worthy = [.. places.Where(place => Math.Min(place.Field.Vertical.Size, place.Field.Horizontal.Size) >= worthPooling)];
        return worthy.Count > 0 ? worthy : places.Skip(places.Count - 1);
    }

    private static bool IsPlace(Network network, Node node, Node end)
    {
        bool isLast = node.Index == end.Index;
        bool isBeforeConvolution = !isLast && network.Nodes[node.Index + 1] is { Layer: Convolution } next && FeatureLayer.IsSpatial(next);
        return (isLast || isBeforeConvolution)
            && network.Nodes.LastOrDefault(earlier => earlier.Index <= node.Index && FeatureLayer.IsSpatial(earlier)) is { Layer: Convolution };
    }

    /// <summary>The part of the image that is read, if the same layers on just that part would see enough of it.</summary>
    private static (int Height, int Width)? SeenImage(Network network, Node features, RuleOptions options)
    {
        int height = features.Field.Vertical.Reach(features.Shape.Height, network.InputShape.Height);
        int width = features.Field.Horizontal.Reach(features.Shape.Width, network.InputShape.Width);
        bool isWholeImage = network.ObjectSize == (network.InputShape.Height, network.InputShape.Width);
        return isWholeImage && WhatIf.OnImage(network, height, width, features) is { } seen
            && FieldTooSmall.Covers(seen.Field.Vertical.Size, height, options) && FieldTooSmall.Covers(seen.Field.Horizontal.Size, width, options)
                ? (height, width)
                : null;
    }
}
