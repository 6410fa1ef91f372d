using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Reporting;

/// <summary>
/// The table of a network: the one source for hover, the emitted file's header, the summary at run time and every report.
/// <para>Shapes are channels × height × width; fields are width × height where they differ, in pixels; MACs are multiply-accumulates per image.
/// Where paths of different fields meet, the global field is that of the paths that see most, and the shortest path has a column of its own.</para>
/// </summary>
public sealed class SummaryTable
{
    private readonly string _title;
    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<string[]> _rows;
    private readonly string[] _total;

    private SummaryTable(Network network)
    {
        _title = Title(network);
        bool hasPaths = network.Nodes.Any(static node => HasPaths(node.Field));
        _columns =
        [
            new("#", IsNumber: false),
            new("layer", IsNumber: false),
            new("output", IsNumber: true),
            new("local field", IsNumber: true),
            new("global field", IsNumber: true),
            .. hasPaths ? new Column[] { new("shortest path", IsNumber: true) } : [],
            new("jump", IsNumber: true),
            new("parameters", IsNumber: true),
            new("MACs", IsNumber: true),
        ];
        _rows = [.. network.Nodes.Select(node => Row(node, hasPaths))];
        _total =
        [
            "", "total", .. Enumerable.Repeat("", hasPaths ? 5 : 4),
            Numerals.Grouped(network.ParameterCount), Numerals.Grouped(network.Macs),
        ];
        Verdict = Reporting.Verdict.Of(network);
    }

    /// <summary>What the features see of the object, in a sentence.</summary>
    public string Verdict { get; }

    /// <summary>The table of <paramref name="network"/>.</summary>
    public static SummaryTable Of(Network network) => new(network);

    /// <summary>Aligned plain text; lines end in <c>\n</c>, without one after the last.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_title).Append("\n\n");
        TextTable.AppendPlain(text, _columns, _rows, _total);
        return text.Append('\n').Append(Verdict).ToString();
    }

    /// <summary>The same as a Markdown table.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("**").Append(TextTable.Escaped(_title)).Append("**\n\n");
        TextTable.AppendMarkdown(text, _columns, _rows, _total);
        return text.Append('\n').Append(Verdict).ToString();
    }

    private static string Title(Network network)
    {
        string name = network.Declaration.Type.Parts.LastOrDefault()?.Name ?? "";
        bool isSquare = network.Nodes.All(static node => node.Field.Vertical.Size == node.Field.Horizontal.Size);
        return (name.Length == 0 ? "" : name + ": ") + network.InputShape + " → " + network.Output.Shape
            + (isSquare ? "" : " (fields are width × height)");
    }

    private static string[] Row(Node node, bool hasPaths)
    {
        ReceptiveField field = node.Field;
        bool isGlobal = FeatureLayer.SeesAll(field);
        bool looksAtAll = isGlobal && node.Layer.FieldStep(node.InputShapes[0]).IsGlobal;
        string seen = Extent(field.Horizontal.Size, field.Vertical.Size);
        return
        [
            node.Name,
            node.Layer.Description,
            node.Shape.ToString(),
            looksAtAll ? "all" : Extent(field.Horizontal.Local, field.Vertical.Local),
            isGlobal ? "all (" + seen + ")" : seen,
            .. hasPaths ? new[] { HasPaths(field) ? Extent(field.Horizontal.Smallest, field.Vertical.Smallest) : "" } : [],
            isGlobal ? "" : Extent(field.Horizontal.Jump, field.Vertical.Jump),
            UnlessZero(node.Parameters.Sum(static parameter => parameter.Length)),
            UnlessZero(node.Macs),
        ];
    }

    /// <summary>Width × height, or one number where they are the same.</summary>
    private static string Extent(double width, double height) => width == height
        ? Numerals.Real((float)width)
        : Numerals.Real((float)width) + "×" + Numerals.Real((float)height);

    /// <summary>Whether paths of different fields end here.</summary>
    private static bool HasPaths(ReceptiveField field) =>
        (field.Vertical.Smallest, field.Horizontal.Smallest) != (field.Vertical.Size, field.Horizontal.Size);

    /// <summary>An empty cell reads better than a column of zeros.</summary>
    private static string UnlessZero(long value) => value == 0 ? "" : Numerals.Grouped(value);
}
