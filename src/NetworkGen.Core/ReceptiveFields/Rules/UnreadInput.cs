using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2003: rows or columns at the edges of the image that no output ever reads, because the last windows of some layer don't fill up, or it cuts its edges off. Holes
/// between those that are read are another matter: strides and dilations make them.
/// </summary>
internal static class UnreadInput
{
    /// <summary>How many layers that drop something are named.</summary>
    private const int MostNamed = 3;

    /// <summary>At most one issue, at the first layer that drops something.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        MapSizes maps = MapSizes.Of(network);
        BackwardSweep read = ExactField.ReadByAll(maps);
        EdgeLoss rows = EdgeLoss.Of(read, network, Axis.Vertical);
        EdgeLoss columns = EdgeLoss.Of(read, network, Axis.Horizontal);
        if (!rows.Any && !columns.Any)
        {
            yield break;
        }

        Axis axis = rows.Any ? Axis.Vertical : Axis.Horizontal;
        (Node Node, EdgeLoss Loss)[] dropping = [.. network.Nodes.Select(node => (node, Dropped(maps, read, node, axis))).Where(static drop => drop.Item2.Any)];
        Node place = dropping.Select(static drop => drop.Node).DefaultIfEmpty(network.Output).First();
        Fix[] fixes = [.. LosslessImage.Find(network, rows, columns)];
        yield return AsWritten.Issue(
            place, IssueId.UnreadInput, null, LosslessImage.NearestFirst(fixes, network.InputShape),
            place.Layer.Description,
            Text(rows, columns),
            "drops " + Text(dropping),
            fixes.Length > 0
                ? "sizes that lose nothing: " + string.Join(", ", fixes.Select(LosslessImage.Text))
                : place.Layer is ConvTranspose2d ? "a smaller Padding cuts off less"
                : "Padding, or CeilMode = true on a pool, keeps what is left over");
    }

    /// <summary>What lies at the ends of a layer's input beyond its first and its last window, and is read by no other layer.</summary>
    private static EdgeLoss Dropped(MapSizes maps, BackwardSweep read, Node node, Axis axis)
    {
        AxisReads reads = maps.Reads(node, node.Inputs[0], axis);
        Interval windows = reads.Of(Interval.Of(reads.Outputs)).Clip(Interval.Of(reads.Inputs));
        EdgeLoss own = windows.IsEmpty
            ? new EdgeLoss(reads.Inputs, 0, reads.Inputs)
            : new EdgeLoss(reads.Inputs, (int)windows.Low, (int)(reads.Inputs - 1 - windows.High));
        return read[node.Inputs[0], axis] is not { } input
            ? own
            : own with { First = Math.Min(own.First, input.Leading), Last = Math.Min(own.Last, input.Trailing) };
    }

    private static string Text(EdgeLoss rows, EdgeLoss columns) =>
        rows == columns ? rows.Text + " rows and columns"
        : string.Join(" and ", new[] { rows.Any ? rows.Text + " rows" : "", columns.Any ? columns.Text + " columns" : "" }.Where(static text => text.Length > 0));

    /// <summary><c>the last of 185, layer 23, MaxPool2d 2×2, the last of 31</c>.</summary>
    private static string Text((Node Node, EdgeLoss Loss)[] dropping)
    {
        IEnumerable<string> named = dropping.Take(MostNamed).Select(static (drop, index) => (index == 0 ? "" : NodeList.Title(drop.Node) + ", ") + drop.Loss.Text);
        int unnamed = dropping.Length - MostNamed;
        return string.Join(", ", named) + (unnamed > 0 ? ", and " + Numerals.Grouped(unnamed) + " more layer" + (unnamed == 1 ? " does" : "s do") : "");
    }
}
