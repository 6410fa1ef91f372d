using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What closes a field that is too small.</summary>
/// <param name="Convolutions">3×3 stride-1 layers behind the features; null where no layer there can see enough.</param>
/// <param name="Pool">Where a 2×2 pool shortens the way; null where none does.</param>
/// <param name="ConvolutionsWithPool">3×3 layers that are missing still with that pool.</param>
/// <param name="Seen">The part of the image that the features read together, as channels × height × width of the image.</param>
/// <param name="SuitsSeen">Whether images of just that part would be seen well enough.</param>
internal sealed record WayOut(ThreeByThrees? Convolutions, Node? Pool, ThreeByThrees? ConvolutionsWithPool, TensorShape Seen, bool SuitsSeen)
{
    /// <summary>Above this many layers, one pool is not enough to be practical.</summary>
    private const int ManyLayers = 20;

    /// <summary>Looks for the shortest ways.</summary>
    public static WayOut Find(Network network, Node features, RuleOptions options)
    {
        ThreeByThrees? convolutions = ThreeByThrees.Missing(network, new WhatIf.Tensor(features.Shape, features.Field), options);
        (Node? pool, ThreeByThrees? withPool) = PoolProposal.Find(network, features, options);
        if (convolutions is not null && !(withPool?.Count < convolutions.Count))
        {
            (pool, withPool) = (null, null);
        }

        TensorShape seen = network.InputShape with
        {
            Height = features.Field.Vertical.Reach(features.Shape.Height, network.InputShape.Height),
            Width = features.Field.Horizontal.Reach(features.Shape.Width, network.InputShape.Width),
        };
        return new WayOut(convolutions, pool, withPool, seen, Suits(network, features, seen, options));
    }

    /// <summary>What a code fix needs.</summary>
    public EquatableArray<Property> Properties()
    {
        var properties = new List<Property>();
        if (Convolutions is not null)
        {
            properties.Add(new Property(IssueProperty.ConvolutionCount, Numerals.Plain(Convolutions.Count)));
        }

        if (Pool is not null && ConvolutionsWithPool is not null)
        {
            properties.Add(new Property(IssueProperty.PoolAfterLayer, Numerals.Plain(Pool.LayerIndex)));
            properties.Add(new Property(IssueProperty.ConvolutionCountWithPool, Numerals.Plain(ConvolutionsWithPool.Count)));
        }

        return properties.ToEquatableArray();
    }

    /// <summary>In a student's words: <c>47 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 1 and 23 more at the end</c>.</summary>
    public override string ToString()
    {
        var ways = new List<string>();
        if (Convolutions is not null)
        {
            ways.Add(Numerals.Grouped(Convolutions.Count) + " more 3×3 layer" + (Convolutions.Count == 1 ? "" : "s") + " after it" + Convolutions.PaddingText);
        }

        if (Pool is not null && ConvolutionsWithPool is not null)
        {
            ways.Add("a 2×2 pool after layer " + Pool.Name + (ConvolutionsWithPool.Count == 0
                ? ""
                : " and " + Numerals.Grouped(ConvolutionsWithPool.Count) + " more 3×3 at the end" + ConvolutionsWithPool.PaddingText));
        }

        if (ways.Count > 0)
        {
            bool isLong = (ConvolutionsWithPool ?? Convolutions)?.Count > ManyLayers;
            return string.Join(", or ", ways) + (!isLong ? "" : Pool is null ? "; pools between them shorten it" : "; further pools shorten it again");
        }

        string seen = Numerals.Grouped(Seen.Width) + "×" + Numerals.Grouped(Seen.Height);
        return "its map has read only " + seen + " pixels (width × height), so layers after it can't help: keep the map larger with Padding in earlier layers"
            + (SuitsSeen ? ", or feed images of " + seen : "");
    }

    private static bool Suits(Network network, Node features, TensorShape seen, RuleOptions options) =>
        network.ObjectSize == (network.InputShape.Height, network.InputShape.Width)
        && WhatIf.OnImage(network, seen.Height, seen.Width, features) is { Field: var field }
        && FieldTooSmall.Covers(field.Vertical.Size, seen.Height, options)
        && FieldTooSmall.Covers(field.Horizontal.Size, seen.Width, options);
}
