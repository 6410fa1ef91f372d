using System.Collections.Generic;
using System.Linq;
using NetworkGen.Cli.Model;
using NetworkGen.Cli.Networks;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Cli.Report;

/// <summary>A network of the page.</summary>
/// <param name="Summary">Its numbers, the same as <c>networkgen summary --format json</c> prints.</param>
/// <param name="Findings">What was found in its declaration.</param>
/// <param name="Growth">The layers that widen the field, or join paths, on the way to the feature layer that sees most.</param>
/// <param name="Table">The layer table.</param>
/// <param name="Axes">What outputs see along an axis, each once.</param>
/// <param name="Rows">By layer, which of <paramref name="Axes"/> its rows are.</param>
/// <param name="Columns">By layer, which of <paramref name="Axes"/> its columns are.</param>
internal sealed record ReportNetwork(
    NetworkModel Summary,
    IReadOnlyList<ReportFinding> Findings,
    IReadOnlyList<int> Growth,
    TableModel Table,
    IReadOnlyList<AxisModel> Axes,
    IReadOnlyList<int> Rows,
    IReadOnlyList<int> Columns)
{
    /// <summary>Computes everything.</summary>
    public static ReportNetwork Of(DeclaredNetwork declared, IReadOnlyList<ReportFinding> findings)
    {
        Network network = declared.Network!;
        AxisTable table = new(network);
        return new ReportNetwork(
            NetworkModel.Of(declared),
            findings,
            [.. GrowthOf(network)],
            TableModel.Of(network),
            table.Axes,
            [.. network.Nodes.Select(node => table.IndexOf(node, Axis.Vertical))],
            [.. network.Nodes.Select(node => table.IndexOf(node, Axis.Horizontal))]);
    }

    /// <summary>Back from the feature layer, at every join along the path that sees most.</summary>
    private static IEnumerable<int> GrowthOf(Network network)
    {
        Stack<int> path = [];
        for (Node? node = FeatureLayer.Of(network); node is not null;)
        {
            if (FeatureLayer.IsSpatial(node) || node.Inputs.Count > 1)
            {
                path.Push(node.Index);
            }

            int before = node.Inputs.MaxBy(input => input == Network.Input ? 1 : network.Nodes[input].Field.Vertical.Span + network.Nodes[input].Field.Horizontal.Span);
            node = before == Network.Input ? null : network.Nodes[before];
        }

        return path;
    }
}
