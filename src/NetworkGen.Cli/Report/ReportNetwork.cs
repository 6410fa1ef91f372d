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
/// <param name="Stages">The layers that begin a layer of the network's own stack, by which a long table is folded.</param>
/// <param name="Axes">What outputs see along an axis, each once.</param>
/// <param name="Rows">By layer, which of <paramref name="Axes"/> its rows are.</param>
/// <param name="Columns">By layer, which of <paramref name="Axes"/> its columns are.</param>
internal sealed record ReportNetwork(
    NetworkModel Summary,
    IReadOnlyList<ReportFinding> Findings,
    IReadOnlyList<int> Growth,
    IReadOnlyList<StageModel> Stages,
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
            [.. StageModel.Of(network)],
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

/// <summary>A layer of the network's own stack: itself, or all the layers that a stage or a block stands for.</summary>
/// <param name="Name">Its name, or that of the stage.</param>
/// <param name="Description">What it is: a layer, or <c>Stage BasicBlock ×2</c>.</param>
/// <param name="First">Its first layer.</param>
/// <param name="Count">How many.</param>
/// <param name="IsFolded">Whether it stands for layers of blocks.</param>
internal sealed record StageModel(string Name, string Description, int First, int Count, bool IsFolded)
{
    /// <summary>The stages of a network.</summary>
    public static IEnumerable<StageModel> Of(Network network) => network.Nodes.GroupBy(static node => node.LayerIndex).Select(layers => Of(network, [.. layers]));

    private static StageModel Of(Network network, Node[] layers)
    {
        if (layers[0].Within.Count == 0)
        {
            return new StageModel(layers[0].Name, layers[0].Layer.Description, layers[0].Index, layers.Length, IsFolded: layers.Length > 1);
        }

        Core.Declaration.LayerDeclaration declared = network.Declaration.Layers[layers[0].LayerIndex];
        string repeat = Value("Repeat");
        string name = Value("Name");
        return new StageModel(
            name.Length > 0 ? name : Core.Reporting.Numerals.Plain(layers[0].LayerIndex),
            declared.Kind + " " + layers[0].Within[0].ShortName + (repeat is "" or "1" ? "" : " ×" + repeat),
            layers[0].Index,
            layers.Length,
            IsFolded: true);

        string Value(string argument) => declared.Arguments.FirstOrDefault(given => given.Name == argument)?.Value.ToString() ?? "";
    }
}
