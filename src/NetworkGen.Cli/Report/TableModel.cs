using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Cli.Report;

/// <summary>The layer table, cell by cell the one that <c>networkgen summary</c> prints.</summary>
/// <param name="Headings">The columns' headings.</param>
/// <param name="Rows">The cells of each layer.</param>
/// <param name="Stages">The layers of the network's own stack, by which the table is folded.</param>
/// <param name="Total">The cells of the last row.</param>
internal sealed record TableModel(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<StageModel> Stages, IReadOnlyList<string> Total)
{
    /// <summary>The table of a network.</summary>
    public static TableModel Of(Network network)
    {
        SummaryTable table = SummaryTable.Of(network);
        bool hasPaths = table.Rows.Any(static row => row.HasPaths);
        Node[][] stages = [.. network.Nodes.GroupBy(static node => node.LayerIndex).Select(static layers => layers.ToArray())];
        return new TableModel(
            [.. table.Columns.Select(static column => column.Heading)],
            [.. table.Rows.Select(row => row.Cells(hasPaths))],
            [.. stages.Zip(SummaryTable.Overview(network).Rows, (layers, row) => new StageModel(layers[0].Index, layers.Length, row.Cells(hasPaths)))],
            table.Total);
    }
}

/// <summary>A layer of the network's own stack: itself, or all the layers that a stage, a block or a shortcut stands for.</summary>
/// <param name="First">Its first layer.</param>
/// <param name="Count">How many.</param>
/// <param name="Cells">The cells of the row that stands for all.</param>
internal sealed record StageModel(int First, int Count, IReadOnlyList<string> Cells);
