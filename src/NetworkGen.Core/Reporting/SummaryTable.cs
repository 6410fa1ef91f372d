using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Reporting;

/// <summary>The table of a network, whole, or with one row for each stage of blocks.</summary>
public sealed class SummaryTable
{
    private readonly SummaryText _text;

    private SummaryTable(Network network, IReadOnlyList<SummaryRow> rows)
    {
        Title = TitleOf(network);
        Verdict = Reporting.Verdict.Of(network);
        _text = new SummaryText(Title, rows, Verdict);
        Rows = rows;
    }

    /// <summary>The network's name and what goes in and out.</summary>
    public string Title { get; }

    /// <summary>What the features see of the object, in a sentence.</summary>
    public string Verdict { get; }

    /// <summary>The rows, for those that draw the table themselves.</summary>
    internal IReadOnlyList<SummaryRow> Rows { get; }

    /// <summary>The headings above <see cref="SummaryRow.Cells"/>.</summary>
    internal IReadOnlyList<Column> Columns => _text.Columns;

    /// <summary>The cells below them: what all rows come to.</summary>
    internal IReadOnlyList<string> Total => _text.Total;

    /// <summary>The table of <paramref name="network"/>: a row for each layer.</summary>
    public static SummaryTable Of(Network network) => new(network, [.. network.Nodes.Select(Row)]);

    /// <summary>A row for each layer of the network's own stack: stages and blocks are not unfolded, so that a tooltip can show it.</summary>
    public static SummaryTable Overview(Network network) => new(
        network,
        [.. network.Nodes.GroupBy(static node => node.LayerIndex).Select(layer => layer.First().Within.Count == 0 ? Row(layer.First()) : Row(network, [.. layer]))]);

    /// <summary>Aligned plain text; lines end in <c>\n</c>, without one after the last.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>The same as a Markdown table.</summary>
    public string ToMarkdown() => _text.ToMarkdown();

    private static string TitleOf(Network network)
    {
        string name = network.Declaration.Type.Parts.LastOrDefault()?.Name ?? "";
        return (name.Length == 0 ? "" : name + ": ") + network.InputShape + " → " + network.Output.Shape;
    }

    private static SummaryRow Row(Node node)
    {
        ReceptiveField field = node.Field;
        bool seesAll = FeatureLayer.SeesAll(field);
        return new SummaryRow(
            node.Name,
            node.Layer.Description,
            node.Shape.ToString(),
            (field.Vertical.Local, field.Horizontal.Local),
            (field.Vertical.Size, field.Horizontal.Size),
            (field.Vertical.Smallest, field.Horizontal.Smallest),
            (field.Vertical.Jump, field.Horizontal.Jump),
            seesAll && node.Layer.FieldStep(node.InputShapes[0]).IsGlobal,
            seesAll,
            Cost.Parameters(node),
            node.Macs);
    }

    /// <summary>All layers of a stage or a block: what its last one makes, and what all cost.</summary>
    private static SummaryRow Row(Network network, Node[] layers)
    {
        LayerDeclaration declared = network.Declaration.Layers[layers[0].LayerIndex];
        string repeat = Value(declared, "Repeat");
        string block = declared.Kind + " " + layers[0].Within[0].ShortName + (repeat is "" or "1" ? "" : " ×" + repeat);
        string name = Value(declared, "Name");
        return Row(layers[layers.Length - 1]) with
        {
            Name = name.Length == 0 ? Numerals.Plain(layers[0].LayerIndex) : name,
            Description = block,
            Local = null,
            Parameters = layers.Sum(Cost.Parameters),
            Macs = layers.Sum(static node => node.Macs),
        };
    }

    private static string Value(LayerDeclaration layer, string argument) =>
        layer.Arguments.FirstOrDefault(given => given.Name == argument)?.Value.ToString() ?? "";
}
