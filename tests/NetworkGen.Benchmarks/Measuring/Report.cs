using System;
using System.IO;
using System.Linq;
using System.Text;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>Markdown, on the console at once and kept for a file.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether something is not as it must be.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>A heading; an empty line stands before each part.</summary>
    public void Heading(string text) => Write("## " + text);

    /// <summary>A paragraph of one line.</summary>
    public void Paragraph(string text) => Write(text);

    /// <summary>A paragraph that says what is not as it must be; the program ends with 1.</summary>
    public void Fail(string text)
    {
        HasFailed = true;
        Write("Failed: " + text);
    }

    /// <summary>A table; the first column is text, the others are numbers.</summary>
    /// <param name="header">Column titles.</param>
    /// <param name="rows">Cells, as many as titles.</param>
    public void Table(string[] header, params string[][] rows)
    {
        int[] widths = [.. header.Select((title, column) => rows.Append(header).Max(row => Math.Max(3, row[column].Length)))];
        string Line(string[] cells) =>
            "| " + string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + " |";

        string rule = "|" + string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|";
        Write(string.Join('\n', rows.Select(Line).Prepend(rule).Prepend(Line(header))));
    }

    /// <summary>Writes everything to RESULTS.md beside the project's sources; the old file is replaced whole or not at all.</summary>
    /// <param name="command">How the figures were made.</param>
    /// <exception cref="DirectoryNotFoundException">The sources are no longer where they were compiled.</exception>
    public void Save(string command)
    {
        string path = Path.Combine(SourceTree.Folder("tests", "NetworkGen.Benchmarks"), "RESULTS.md");
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, $"# Figures of one run\n\n{Machine.Description}, `{command}`. Best of many runs after a warm-up, everything in one process but where a table says otherwise.\n{_text}");
        File.Move(temporary, path, overwrite: true);
        Console.WriteLine($"\nSaved to {path}.");
    }

    private void Write(string text)
    {
        Console.WriteLine("\n" + text);
        _text.Append('\n').Append(text).Append('\n');
    }
}
