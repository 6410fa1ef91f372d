using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Reporting;

/// <summary>One line on what a network's features see of the object.</summary>
internal static class Verdict
{
    /// <summary><c>The features see 390 of 400 pixels (97.5 %).</c> The head is named where it sees more than they do.</summary>
    public static string Of(Network network)
    {
        if (FeatureLayer.Of(network) is not { } features)
        {
            return "No layer looks at neighbouring pixels.";
        }

        (int rows, int columns) = network.ObjectSize;
        AxisField vertical = features.Field.Vertical;
        AxisField horizontal = features.Field.Horizontal;
        string seen = rows == columns && vertical.Size == horizontal.Size
            ? Share(vertical.Size, rows, "pixels")
            : Share(horizontal.Size, columns, "columns") + " and " + Share(vertical.Size, rows, "rows");
        bool isPartial = vertical.Size < rows || horizontal.Size < columns;
        string head = isPartial && FeatureLayer.SeesAll(network.Output.Field) ? "; the head behind them sees all" : "";
        return "The features see " + seen + head + ".";
    }

    private static string Share(int seen, int wanted, string unit) => seen < wanted
        ? Numerals.Grouped(seen) + " of " + Numerals.Grouped(wanted) + " " + unit + " (" + Numerals.Percent(seen, wanted) + " %)"
        : "all " + Numerals.Grouped(wanted) + " " + unit + (seen == wanted ? "" : " (the field is " + Numerals.Grouped(seen) + ")");
}
