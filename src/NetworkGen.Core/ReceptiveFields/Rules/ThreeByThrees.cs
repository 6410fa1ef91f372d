using System;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>How many 3×3 stride-1 layers a map is away from seeing the object.</summary>
/// <param name="Count">Layers: ⌈missing pixels / (2 · jump)⌉ of the axis that lacks more.</param>
/// <param name="NeedPadding">Whether the map is too small for them without <c>Padding = 1</c>.</param>
internal sealed record ThreeByThrees(long Count, bool NeedPadding)
{
    /// <summary>For messages: <c>47 more 3×3 layers</c>.</summary>
    public string Text => Numerals.Grouped(Count) + " more 3×3 layer" + (Count == 1 ? "" : "s");

    /// <summary>For messages.</summary>
    public string PaddingText => NeedPadding ? " (with Padding = 1)" : "";

    /// <summary>
    /// What is missing behind <paramref name="map"/>, or null where all of the map's positions together don't see enough on the axis that sees less:
    /// a layer widens the field by 2 jumps, but can't read what no position has read.
    /// </summary>
    public static ThreeByThrees? Missing(Network network, WhatIf.Tensor map, RuleOptions options)
    {
        long? rows = Missing(map.Field.Vertical, map.Shape.Height, network.InputShape.Height, network.ObjectSize.Height, options);
        long? columns = Missing(map.Field.Horizontal, map.Shape.Width, network.InputShape.Width, network.ObjectSize.Width, options);
        double seenRows = (double)map.Field.Vertical.Size / network.ObjectSize.Height;
        double seenColumns = (double)map.Field.Horizontal.Size / network.ObjectSize.Width;
        if ((rows is null && columns is null) || (rows is null && seenRows <= seenColumns) || (columns is null && seenColumns <= seenRows))
        {
            return null;
        }

        long count = Math.Max(rows ?? 0, columns ?? 0);
        return new ThreeByThrees(count, NeedPadding: Math.Min(map.Shape.Height, map.Shape.Width) <= 2 * count);
    }

    /// <summary>The same of a map that other features have joined: it may see enough, and then one layer makes it the feature layer.</summary>
    public static ThreeByThrees? AtLeastOne(Network network, WhatIf.Tensor map, RuleOptions options) => Missing(network, map, options) switch
    {
        { Count: 0 } => new ThreeByThrees(1, NeedPadding: Math.Min(map.Shape.Height, map.Shape.Width) <= 2),
        var missing => missing,
    };

    /// <summary>What is missing of a field, in layers on an earlier map, which keep its size.</summary>
    public static ThreeByThrees Within(Network network, ReceptiveField field, Node earlier)
    {
        double rows = (network.ObjectSize.Height - field.Vertical.Size) / (2 * earlier.Field.Vertical.Jump);
        double columns = (network.ObjectSize.Width - field.Horizontal.Size) / (2 * earlier.Field.Horizontal.Jump);
        return new ThreeByThrees((long)Math.Ceiling(Math.Max(rows, columns)), NeedPadding: true);
    }

    private static long? Missing(AxisField field, int positions, int image, int wanted, RuleOptions options)
    {
        if (FieldTooSmall.Covers(field.Size, wanted, options))
        {
            return 0;
        }

        int reach = Math.Min(wanted, field.Reach(positions, image));
        return FieldTooSmall.Covers(reach, wanted, options) ? (long)Math.Ceiling((reach - field.Size) / (2 * field.Jump)) : null;
    }
}
