using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetworkGen.Core.Graph;

/// <summary>A fix as text, in which it travels from the analyzer to the code fixes: they compute nothing, they write. Compiled into both.</summary>
/// <param name="Title">What it does.</param>
/// <param name="IsInBlock">Whether the innermost block's stack is changed (that of the diagnostic's first additional location) and not the network's own.</param>
/// <param name="Edits">The changes; layers are counted as they stand before any of them.</param>
public sealed record FixText(string Title, bool IsInBlock, IReadOnlyList<EditText> Edits)
{
    private const string KeyStart = "Fix";
    private const char LineEnd = '\n';
    private const char Separator = '\t';

    /// <summary>The key of a diagnostic's fix, counted from 0.</summary>
    public static string Key(int index) => KeyStart + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a property of a diagnostic is a fix.</summary>
    public static bool IsKey(string key) => key.StartsWith(KeyStart, StringComparison.Ordinal);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static FixText Parse(string text)
    {
        string[] lines = text.Split(LineEnd);
        return new FixText(lines[0], bool.Parse(lines[1]), [.. lines.Skip(2).Select(ParseEdit)]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(LineEnd.ToString(), [Title, IsInBlock.ToString(), .. Edits.Select(TextOf)]);

    private static string TextOf(EditText edit) =>
        string.Join(Separator.ToString(), [edit.Kind.ToString(), edit.Layer.ToString(CultureInfo.InvariantCulture), .. edit.Parts]);

    private static EditText ParseEdit(string line)
    {
        string[] fields = line.Split(Separator);
        return new EditText((EditKind)Enum.Parse(typeof(EditKind), fields[0]), int.Parse(fields[1], CultureInfo.InvariantCulture), [.. fields.Skip(2)]);
    }
}

/// <summary>One change.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Layer">To which layer, or before which; -1 is <c>[Network]</c>.</param>
/// <param name="Parts">C#: for <see cref="EditKind.Set"/> the argument's name (Pascal case) and its value; else one entry for each line of attributes, <c>Conv2d(16, 3), ReLU</c>.</param>
public sealed record EditText(EditKind Kind, int Layer, IReadOnlyList<string> Parts);

/// <summary>What a change does.</summary>
public enum EditKind
{
    /// <summary>Gives an argument another value.</summary>
    Set,

    /// <summary>Writes lines of layers before a layer, or at the end.</summary>
    Insert,

    /// <summary>Writes layers in place of one.</summary>
    Replace,
}
