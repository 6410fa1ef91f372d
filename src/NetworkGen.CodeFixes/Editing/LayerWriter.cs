using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>Writes lines of layers between others: on lines of their own between lists, within the list where the place is in the middle of one.</summary>
/// <param name="text">The file.</param>
internal sealed class LayerWriter(SourceText text)
{
    /// <summary>Lines before a layer.</summary>
    public TextChange Before(AttributeSyntax layer, IReadOnlyList<string> lines)
    {
        var list = (AttributeListSyntax)layer.Parent!;
        return list.Attributes[0] == layer ? Before(list, lines) : Within(list, list.Attributes.IndexOf(layer), lines);
    }

    /// <summary>Lines behind a layer.</summary>
    public TextChange After(AttributeSyntax layer, IReadOnlyList<string> lines)
    {
        var list = (AttributeListSyntax)layer.Parent!;
        int next = list.Attributes.IndexOf(layer) + 1;
        return next == list.Attributes.Count ? After(list, lines) : Within(list, next, lines);
    }

    /// <summary>
    /// Layers in place of one. Where lists stand on lines of their own, each layer of the last one's kind begins a line, as one writes them:
    /// <c>[Conv2d(16, 3), ReLU]</c> twice for a 5×5.
    /// </summary>
    public TextChange InPlaceOf(AttributeSyntax layer, string layers)
    {
        var list = (AttributeListSyntax)layer.Parent!;
        string lineEnd = text.IsFirstOnLine(layer) ? "," + Break(layer)
            : list.EndOfLine() is not null && list.Target is null ? "]" + Break(list) + "["
            : ", ";
        return new TextChange(layer.Span, string.Join(lineEnd, Lines(layers)));
    }

    private static IEnumerable<string> Lines(string layers)
    {
        IReadOnlyList<AttributeSyntax> parsed = LayerSyntax.Parse(layers);
        var line = new List<AttributeSyntax>();
        foreach (AttributeSyntax next in parsed)
        {
            if (line.Count > 0 && LayerSyntax.KindOf(next) == LayerSyntax.KindOf(parsed[parsed.Count - 1]))
            {
                yield return string.Join(", ", line);
                line.Clear();
            }

            line.Add(next);
        }

        yield return string.Join(", ", line);
    }

    /// <summary>Behind the list above, so that a comment above this one stays with it.</summary>
    private TextChange Before(AttributeListSyntax list, IReadOnlyList<string> lines)
    {
        if (!text.IsFirstOnLine(list))
        {
            return TextPlaces.Insertion(list.SpanStart, string.Concat(lines.Select(static line => "[" + line + "] ")));
        }

        AttributeListSyntax? above = ((TypeDeclarationSyntax)list.Parent!).AttributeLists.LastOrDefault(other => other.SpanStart < list.SpanStart);
        return above?.EndOfLine() is not null
            ? After(above, lines)
            : TextPlaces.Insertion(list.SpanStart, string.Concat(lines.Select(line => "[" + line + "]" + Break(list))));
    }

    private TextChange After(AttributeListSyntax list, IReadOnlyList<string> lines) => list.EndOfLine() is { } end
        ? TextPlaces.Insertion(end, string.Concat(lines.Select(line => Break(list) + "[" + line + "]")))
        : TextPlaces.Insertion(list.Span.End, string.Concat(lines.Select(static line => " [" + line + "]")));

    /// <summary>One line goes between its neighbours; for several the list is split, unless comments or a target such as <c>[type: …]</c> hold it together.</summary>
    private TextChange Within(AttributeListSyntax list, int index, IReadOnlyList<string> lines)
    {
        AttributeSyntax next = list.Attributes[index];
        if (text.IsFirstOnLine(next))
        {
            return TextPlaces.Insertion(next.SpanStart, string.Concat(lines.Select(line => line + "," + Break(next))));
        }

        TextSpan between = TextSpan.FromBounds(list.Attributes[index - 1].Span.End, next.SpanStart);
        return lines.Count > 1 && list.EndOfLine() is not null && list.Target is null && text.ToString(between).Trim() == ","
            ? new TextChange(between, "]" + string.Concat(lines.Select(line => Break(list) + "[" + line + "]")) + Break(list) + "[")
            : TextPlaces.Insertion(next.SpanStart, string.Concat(lines.Select(static line => line + ", ")));
    }

    private string Break(SyntaxNode beside) => text.LineEnd() + text.Indentation(beside);
}
