using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>A text in which <c>[|…|]</c> marks where diagnostics are expected.</summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Spans">What was marked, in order.</param>
internal sealed record Markup(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Open = "[|";
    private const string Close = "|]";

    /// <summary>Takes the marks out.</summary>
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        int position = 0;
        for (int open = marked.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = marked.IndexOf(Open, position, StringComparison.Ordinal))
        {
            int close = marked.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new FormatException($"The mark at {open} is not closed.");
            }

            text.Append(marked, position, open - position);
            int start = text.Length;
            text.Append(marked, open + Open.Length, close - open - Open.Length);
            spans.Add(TextSpan.FromBounds(start, text.Length));
            position = close + Close.Length;
        }

        return new Markup(text.Append(marked, position, marked.Length - position).ToString(), spans);
    }
}
