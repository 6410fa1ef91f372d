using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>Where things stand in the lines of a file.</summary>
internal static class TextPlaces
{
    /// <summary>Whether nothing but blanks stands before it on its line.</summary>
    public static bool IsFirstOnLine(this SourceText text, SyntaxNode node) =>
        text.Indentation(node).Length == node.SpanStart - text.Lines.GetLineFromPosition(node.SpanStart).Start;

    /// <summary>The blanks at the start of its line.</summary>
    public static string Indentation(this SourceText text, SyntaxNode node)
    {
        TextLine line = text.Lines.GetLineFromPosition(node.SpanStart);
        return new string([.. text.ToString(line.Span).TakeWhile(static letter => letter is ' ' or '\t')]);
    }

    /// <summary>How the file ends its lines.</summary>
    public static string LineEnd(this SourceText text) =>
        text.Lines[0] is var first && first.End < first.EndIncludingLineBreak ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";

    /// <summary>Where the line ends that a node ends on, behind the comments that belong to it; null where something else follows on it.</summary>
    public static int? EndOfLine(this SyntaxNode node)
    {
        SyntaxTrivia end = node.GetLastToken().TrailingTrivia.FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return end == default ? null : end.SpanStart;
    }

    /// <summary>A change that only adds.</summary>
    public static TextChange Insertion(int position, string text) => new(new TextSpan(position, 0), text);
}
