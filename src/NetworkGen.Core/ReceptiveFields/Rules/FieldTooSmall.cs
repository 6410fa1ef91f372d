using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2001: the feature layer sees less than the wanted share of the object, on either axis. The prediction then rests on
/// fragments: three 3×3 layers see 7×7 of 100×100 pixels, whatever the head makes of them.
/// </summary>
internal static class FieldTooSmall
{
    /// <summary>At most one issue, about the axis that falls shortest; and NG2013 beside it, as both have the same way out.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        if (FeatureLayer.Of(network) is not { } features)
        {
            yield break;
        }

        if (Covers(network, features, options))
        {
            yield break;
        }

        (int rows, int columns) = network.ObjectSize;
        int seenRows = features.Field.Vertical.Size;
        int seenColumns = features.Field.Horizontal.Size;
        bool areAlike = seenRows == seenColumns && rows == columns;
        bool isVertical = (double)seenRows / rows < (double)seenColumns / columns;
        int seen = isVertical ? seenRows : seenColumns;
        int wanted = isVertical ? rows : columns;
        WayOut wayOut = WayOut.Find(network, features, options);
        var fixes = new ClosingFixes(network, wayOut, options);
        yield return AsWritten.Issue(
            features, IssueId.FieldTooSmall, null, fixes.All(),
            features.Layer.Description,
            areAlike ? "pixels" : isVertical ? "rows" : "columns",
            Numerals.Grouped(seen),
            Numerals.Grouped(wanted),
            Numerals.Percent(seen, wanted),
            wayOut.Text(network, options));
        if (NoPool.Find(network, wayOut, fixes, options) is { } noPool)
        {
            yield return noPool;
        }
    }

    /// <summary>Whether the features see enough of the object on both axes.</summary>
    internal static bool Covers(Network network, Node features, RuleOptions options) =>
        Covers(features.Field.Vertical.Size, network.ObjectSize.Height, options) && Covers(features.Field.Horizontal.Size, network.ObjectSize.Width, options);

    /// <summary>Whether <paramref name="seen"/> pixels are enough of <paramref name="wanted"/>. The margin keeps 0.95 · 400 from asking for 380.00000000000006.</summary>
    internal static bool Covers(long seen, int wanted, RuleOptions options) => seen >= (options.ReceptiveFieldCoverage * wanted) - 1e-6;
}
