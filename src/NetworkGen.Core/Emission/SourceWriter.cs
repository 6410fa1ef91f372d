using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetworkGen.Core.Emission;

/// <summary>Writes indented C#: the newline is always <c>\n</c> and numbers are always invariant, whatever machine or culture compiles.</summary>
public sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>An empty line.</summary>
    public void Line() => _text.Append('\n');

    /// <summary>One line, or several when the text has line breaks; each is indented.</summary>
    public void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _depth).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>One line with values formatted invariantly.</summary>
    public void Line(ref InvariantText text) => Line(text.ToString());

    /// <summary>A header and an opening brace; what follows is indented until the result is disposed.</summary>
    public Block Open(string header)
    {
        Line(header);
        return Open();
    }

    /// <summary>A header with values formatted invariantly, and an opening brace.</summary>
    public Block Open(ref InvariantText header) => Open(header.ToString());

    /// <summary>An opening brace.</summary>
    public Block Open()
    {
        Line("{");
        _depth++;
        return new Block(this, 1);
    }

    /// <summary>A header and an opening brace; what follows is not indented: for the namespace around thousands of lines.</summary>
    public Block OpenFlat(string header)
    {
        Line(header);
        Line("{");
        return new Block(this, 0);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Close(int depth)
    {
        _depth -= depth;
        Line("}");
    }

    /// <summary>An open brace; disposing closes it.</summary>
    public readonly struct Block(SourceWriter writer, int depth) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => writer.Close(depth);
    }
}

/// <summary>An interpolated string whose numbers are formatted invariantly.</summary>
[InterpolatedStringHandler]
public readonly ref struct InvariantText
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public InvariantText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (8 * formattedCount));

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value) =>
        _text.Append(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Formats an interpolated string invariantly.</summary>
    public static string Of(ref InvariantText text) => text.ToString();
}
