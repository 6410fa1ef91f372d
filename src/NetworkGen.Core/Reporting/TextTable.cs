using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetworkGen.Core.Reporting;

/// <summary>A column's heading, and whether its cells are flush right.</summary>
internal sealed record Column(string Heading, bool IsNumber);

/// <summary>Writes rows of cells with a last row of totals, as aligned text or as Markdown. Compiled into the runtime library too.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Columns side by side, a rule below the headings and above the totals; each line ends in <c>\n</c>, none in spaces.</summary>
    public static void AppendPlain(StringBuilder text, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows, string[] total)
    {
        string[] headings = [.. columns.Select(static column => column.Heading)];
        int[] widths = [.. columns.Select((_, index) => rows.Concat([headings, total]).Max(row => row[index].Length))];
        string rule = new('-', widths.Sum() + (Gap.Length * (widths.Length - 1)));

        AppendLine(headings);
        text.Append(rule).Append('\n');
        foreach (string[] row in rows)
        {
            AppendLine(row);
        }

        text.Append(rule).Append('\n');
        AppendLine(total);

        void AppendLine(string[] cells)
        {
            IEnumerable<string> padded = cells.Select((cell, index) => columns[index].IsNumber ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index]));
            text.Append(string.Join(Gap, padded).TrimEnd()).Append('\n');
        }
    }

    /// <summary>A Markdown table; each line ends in <c>\n</c>.</summary>
    public static void AppendMarkdown(StringBuilder text, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows, string[] total)
    {
        AppendLine(columns.Select(static column => column.Heading));
        AppendLine(columns.Select(static column => column.IsNumber ? "--:" : ":--"));
        foreach (string[] row in rows)
        {
            AppendLine(row.Select(Escaped));
        }

        AppendLine(total.Select(static cell => cell.Length == 0 ? "" : "**" + cell + "**"));

        void AppendLine(IEnumerable<string> cells) => text.Append("| ").Append(string.Join(" | ", cells)).Append(" |\n");
    }

    /// <summary>With what Markdown would take for markup escaped: a user's name may hold anything.</summary>
    public static string Escaped(string cell)
    {
        var text = new StringBuilder(cell.Length);
        foreach (char character in cell)
        {
            if (Array.IndexOf(_markup, character) >= 0)
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }

    private static readonly char[] _markup = ['|', '\\', '*', '_', '`', '<', '['];
}
