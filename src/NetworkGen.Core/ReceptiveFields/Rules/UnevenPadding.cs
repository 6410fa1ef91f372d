using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2007: windows that don't come out even on a padded map read less of the padding after the end than of that before the beginning,
/// so features lean to one side. Source: Alsallakh et al. 2020, arXiv 2010.02178.
/// </summary>
internal static class UnevenPadding
{
    /// <summary>At most one issue, about the first such layer: the size of the image decides about all of them.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        Node[] uneven = [.. network.Nodes.Where(static node => Over(node, isVertical: true) > 0 || Over(node, isVertical: false) > 0)];
        if (uneven.Length == 0)
        {
            yield break;
        }

        Node first = uneven[0];
        bool isVertical = Over(first, isVertical: true) > 0;
        bool areAlike = Over(first, isVertical: true) == Over(first, isVertical: false) && first.InputShapes[0].Height == first.InputShapes[0].Width;
        Window window = WindowOf(first, isVertical)!.Value;
        EvenSizes rows = EvenSizes.Near(network, isVertical: true);
        EvenSizes columns = EvenSizes.Near(network, isVertical: false);
        yield return AsWritten.Issue(
            first, IssueId.UnevenPadding, "Padding", Fixes(network, rows, columns),
            first.Layer.Description,
            Numerals.Grouped(isVertical ? first.InputShapes[0].Height : first.InputShapes[0].Width) + " + 2·" + Numerals.Plain(window.PaddingLow) + " − " + Numerals.Plain(window.Extent),
            areAlike ? "rows and columns" : isVertical ? "rows" : "columns",
            Numerals.Plain(Over(first, isVertical)),
            Numerals.Plain(window.Stride),
            "so less of it is read at the end than at the beginning" + (uneven.Length == 1 ? "" : ", as in " + Numerals.Plain(uneven.Length - 1) + " other layer" + (uneven.Length == 2 ? "" : "s")),
            EvenSizes.Text(network, rows, columns));
    }

    /// <summary>Positions of a padded axis that the windows leave over at its end.</summary>
    public static int Over(Node node, bool isVertical) => FeatureLayer.SeesAll(node.Field) || WindowOf(node, isVertical) is not { } window
        ? 0
        : Over(window, isVertical ? node.InputShapes[0].Height : node.InputShapes[0].Width);

    /// <summary>The same on an axis of another size.</summary>
    public static int Over(Window window, int size) => (size + (2 * window.PaddingLow) - window.Extent) % window.Stride;

    /// <summary>A window over an axis with the same number of zeros on both sides; null where there are none, or as many as keep the size.</summary>
    public static Window? WindowOf(Node node, bool isVertical) => node.Layer switch
    {
        Convolution { Padding: { IsSame: false, Amount: > 0 } } layer => isVertical ? layer.Vertical(node.InputShapes[0]) : layer.Horizontal(node.InputShapes[0]),
        Pool2d { Padding: > 0 } layer => isVertical ? layer.Vertical(node.InputShapes[0]) : layer.Horizontal(node.InputShapes[0]),
        _ => null,
    };

    private static IEnumerable<Fix> Fixes(Network network, EvenSizes rows, EvenSizes columns)
    {
        if (rows.Nearest is not { } height || columns.Nearest is not { } width)
        {
            return [];
        }

        var fix = new Fix(
            "Make the image " + Numerals.Plain(width) + "×" + Numerals.Plain(height) + " (width × height)",
            null,
            EquatableArray.Of<Edit>(
                new Edit.Set(NetworkIssue.WholeNetwork, "Height", new ArgumentValue.Integer(height)),
                new Edit.Set(NetworkIssue.WholeNetwork, "Width", new ArgumentValue.Integer(width))));
        return fix.Try(network) is null ? [] : [fix];
    }
}
