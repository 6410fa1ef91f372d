using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>The nearest image below and above that loses nothing at its edges, each tried on the whole network.</summary>
internal static class LosslessImage
{
    /// <summary>How many sizes are built before none is proposed: the network is built again for each.</summary>
    private const int MostBuilt = 2;

    /// <summary>The smaller and the larger image, as far as there are such.</summary>
    public static IEnumerable<Fix> Find(Network network, EdgeLoss rows, EdgeLoss columns)
    {
        foreach (int direction in new[] { -1, 1 })
        {
            if (Candidates(network, rows, columns, direction).Take(MostBuilt).Select(Of).FirstOrDefault(fix => LosesNothing(fix, network)) is { } fix)
            {
                yield return fix;
            }
        }
    }

    /// <summary>In the order in which they are offered: <c>dotnet format</c> takes the first.</summary>
    public static IEnumerable<Fix> NearestFirst(IEnumerable<Fix> fixes, TensorShape image) =>
        fixes.OrderBy(fix => Math.Abs(Sides(fix)[0] - image.Height) + Math.Abs(Sides(fix)[1] - image.Width));

    /// <summary>The size that such a fix proposes: <c>390</c> for both sides, else <c>390×200</c>, width × height.</summary>
    public static string Text(Fix fix)
    {
        long[] sides = Sides(fix);
        return sides[0] == sides[1] ? Numerals.Grouped(sides[0]) : Pixels((int)sides[0], (int)sides[1]);
    }

    private static long[] Sides(Fix fix) => [.. fix.Edits.OfType<Edit.Set>().Select(static set => ((ArgumentValue.Integer)set.Value).Value)];

    private static Fix Of((int Height, int Width) image) => new(
        "Feed images of " + Pixels(image.Height, image.Width) + " pixels",
        null,
        EquatableArray.Of<Edit>(
            new Edit.Set(NetworkIssue.WholeNetwork, "Height", new ArgumentValue.Integer(image.Height)),
            new Edit.Set(NetworkIssue.WholeNetwork, "Width", new ArgumentValue.Integer(image.Width))));

    private static string Pixels(int height, int width) => Numerals.Grouped(width) + "×" + Numerals.Grouped(height);

    /// <summary>Where both axes lose alike, both sides go together; else each goes by itself, and one that loses nothing stays.</summary>
    private static IEnumerable<(int Height, int Width)> Candidates(Network network, EdgeLoss rows, EdgeLoss columns, int direction)
    {
        IEnumerable<int> heights = rows.Any ? ImageSizes.Near(network, Axis.Vertical, direction) : Enumerable.Repeat(rows.Size, MostBuilt);
        if (rows == columns)
        {
            return heights.Select(static side => (side, side));
        }

        IEnumerable<int> widths = columns.Any ? ImageSizes.Near(network, Axis.Horizontal, direction) : Enumerable.Repeat(columns.Size, MostBuilt);
        return heights.Zip(widths, static (height, width) => (height, width));
    }

    private static bool LosesNothing(Fix fix, Network network)
    {
        if (fix.Try(network) is not { } changed)
        {
            return false;
        }

        BackwardSweep read = ExactField.ReadByAll(MapSizes.Of(changed));
        return !EdgeLoss.Of(read, changed, Axis.Vertical).Any && !EdgeLoss.Of(read, changed, Axis.Horizontal).Any;
    }
}
