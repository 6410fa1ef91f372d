using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetworkGen.Core.Reporting;

/// <summary>
/// The table of a network, from its rows to text. Compiled into the runtime library too: so hover, the emitted file's header, the summary at run
/// time and every report have one source.
/// <para>Shapes are channels × height × width; fields are width × height where they differ, in pixels; MACs are multiply-accumulates per image.
/// Where paths of different fields meet, the global field is that of the paths that see most, and the shortest path has a column of its own.</para>
/// </summary>
internal sealed class SummaryText
{
    private readonly string _title;
    private readonly string _verdict;
    private readonly IReadOnlyList<string[]> _rows;

    /// <summary>The table of some rows.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="verdict">What stands below.</param>
    public SummaryText(string title, IReadOnlyList<SummaryRow> rows, string verdict)
    {
        bool isSquare = rows.All(static row => row.Field.Height == row.Field.Width);
        bool hasPaths = rows.Any(static row => row.HasPaths);
        _title = title + (isSquare ? "" : " (fields are width × height)");
        _verdict = verdict;
        Columns =
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
        _rows = [.. rows.Select(row => row.Cells(hasPaths))];
        Total =
        [
            "", "total", .. Enumerable.Repeat("", hasPaths ? 5 : 4),
            Numerals.Grouped(rows.Sum(static row => row.Parameters)), Numerals.Grouped(rows.Sum(static row => row.Macs)),
        ];
    }

    /// <summary>The headings.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>What all rows come to.</summary>
    public string[] Total { get; }

    /// <summary>Aligned plain text; lines end in <c>\n</c>, without one after the last.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_title).Append("\n\n");
        TextTable.AppendPlain(text, Columns, _rows, Total);
        return text.Append('\n').Append(_verdict).ToString();
    }

    /// <summary>The same as a Markdown table.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("**").Append(TextTable.Escaped(_title)).Append("**\n\n");
        TextTable.AppendMarkdown(text, Columns, _rows, Total);
        return text.Append('\n').Append(_verdict).ToString();
    }
}

/// <summary>A row of the table. Compiled into the runtime library too.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Shape">Its result's shape.</param>
/// <param name="Local">What one output sees of the layer's input; null for a row that stands for several layers.</param>
/// <param name="Field">Pixels that one output sees.</param>
/// <param name="Shortest">The same along the shortest path.</param>
/// <param name="Jump">Pixels between outputs.</param>
/// <param name="SeesWholeInput">Whether one output sees the layer's whole input.</param>
/// <param name="SeesWholeImage">Whether one output sees the whole image.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Macs">Multiply-accumulates.</param>
internal sealed record SummaryRow(
    string Name,
    string Description,
    string Shape,
    (int Height, int Width)? Local,
    (int Height, int Width) Field,
    (int Height, int Width) Shortest,
    (double Height, double Width) Jump,
    bool SeesWholeInput,
    bool SeesWholeImage,
    long Parameters,
    long Macs)
{
    /// <summary>Whether paths of different fields end here.</summary>
    public bool HasPaths => Shortest != Field;

    /// <summary>The cells, with one for the shortest path or without.</summary>
    public string[] Cells(bool hasPaths) =>
    [
        Name,
        Description,
        Shape,
        Local is not { } local ? "" : SeesWholeInput ? "all" : Extent(local.Width, local.Height),
        SeesWholeImage ? "all (" + Extent(Field.Width, Field.Height) + ")" : Extent(Field.Width, Field.Height),
        .. hasPaths ? new[] { HasPaths ? Extent(Shortest.Width, Shortest.Height) : "" } : [],
        SeesWholeImage ? "" : Extent(Jump.Width, Jump.Height),
        UnlessZero(Parameters),
        UnlessZero(Macs),
    ];

    /// <summary>Width × height, or one number where they are the same.</summary>
    private static string Extent(double width, double height) => width == height
        ? Numerals.Short(width)
        : Numerals.Short(width) + "×" + Numerals.Short(height);

    /// <summary>An empty cell reads better than a column of zeros.</summary>
    private static string UnlessZero(long value) => value == 0 ? "" : Numerals.Grouped(value);
}
