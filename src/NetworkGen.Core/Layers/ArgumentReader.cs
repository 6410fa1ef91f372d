using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// Reads the arguments of one attribute by name, with their defaults, and reports those missing, of another type or out of
/// range as NG1006. It then returns a legal value, so that one root cause gives one issue.
/// </summary>
public sealed class ArgumentReader
{
    private readonly Dictionary<string, ArgumentValue> _values = new(StringComparer.Ordinal);
    private readonly string _attribute;
    private readonly IssueSink _issues;

    /// <summary>Reads <paramref name="arguments"/> of <paramref name="attribute"/> (its name, for messages), reporting to <paramref name="issues"/>.</summary>
    public ArgumentReader(string attribute, IEnumerable<Argument> arguments, IssueSink issues)
    {
        _attribute = attribute;
        _issues = issues;
        foreach (Argument argument in arguments)
        {
            _values[argument.Name] = argument.Value;
        }
    }

    /// <summary>Whether the argument was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A whole number that must be given.</summary>
    public int Integer(string name, int minimum, int maximum) => (int)Integer(name, (long)minimum, maximum, null);

    /// <summary>A whole number with a default.</summary>
    public int Integer(string name, int minimum, int maximum, int defaultValue) => (int)Integer(name, (long)minimum, maximum, defaultValue);

    /// <summary>A whole number that may be absent.</summary>
    public int? OptionalInteger(string name, int minimum, int maximum) => Has(name) ? Integer(name, minimum, maximum) : null;

    /// <summary>A 64-bit whole number that may be absent.</summary>
    public long? OptionalLong(string name, long minimum) => Has(name) ? Integer(name, minimum, long.MaxValue, null) : null;

    /// <summary>Padding: a number of zeros, or <c>Pad.Same</c>.</summary>
    public Padding Padding(string name) =>
        _values.TryGetValue(name, out ArgumentValue? value) && value is ArgumentValue.Integer { Value: Layers.Padding.SameMarker }
            ? Layers.Padding.Same
            : Layers.Padding.Of((int)Integer(name, 0L, Limits.Window, 0, " or Pad.Same"));

    /// <summary>A finite float32 of any sign, or one within [<paramref name="minimum"/>, <paramref name="maximum"/>].</summary>
    /// <param name="name">The argument.</param>
    /// <param name="defaultValue">Its value where it is absent; null where it must be given.</param>
    /// <param name="minimum">The smallest legal value.</param>
    /// <param name="maximum">The largest legal value.</param>
    /// <param name="range">The legal values in words.</param>
    public float Real(string name, float? defaultValue, float minimum = float.MinValue, float maximum = float.MaxValue, string range = "a finite number")
    {
        float legal = defaultValue ?? Math.Max(minimum, Math.Min(maximum, 1));
        if (!_values.TryGetValue(name, out ArgumentValue? value))
        {
            return defaultValue ?? Refuse(name, "missing", range, legal);
        }

        return Number(value) is { } number && (float)number >= minimum && (float)number <= maximum
            ? (float)number
            : Refuse(name, value.ToString(), range, legal);
    }

    /// <summary>A finite float32 that must be given and is not 0.</summary>
    public float NonZeroReal(string name) => Real(name, null) is var number and not 0
        ? number
        : Refuse(name, "0", "a finite number other than 0; between whole numbers 1 / 255 is 0: write 1f / 255", 1f);

    /// <summary>An array of finite numbers above <paramref name="above"/>; at least one.</summary>
    public EquatableArray<double> Reals(string name, double above, string range)
    {
        EquatableArray<double> legal = EquatableArray.Of(1.0);
        if (!_values.TryGetValue(name, out ArgumentValue? value))
        {
            return Refuse(name, "missing", range, legal);
        }

        EquatableArray<double> numbers = value is ArgumentValue.Reals array ? array.Values
            : Number(value) is { } single ? EquatableArray.Of(single)
            : EquatableArray<double>.Empty;
        if (numbers.Count == 0)
        {
            return Refuse(name, "empty", range, legal);
        }

        foreach (double number in numbers)
        {
            if (!(number > above && Math.Abs(number) <= float.MaxValue))
            {
                return Refuse(name, Numerals.Real((float)number), range, legal);
            }
        }

        return numbers;
    }

    /// <summary>A flag with a default.</summary>
    public bool Flag(string name, bool defaultValue) =>
        !_values.TryGetValue(name, out ArgumentValue? value) ? defaultValue
        : value is ArgumentValue.Flag flag ? flag.Value
        : Refuse(name, value.ToString(), "true or false", defaultValue);

    /// <summary>A value of an enum, by number from 0; the first where it is absent.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="choices">The values as C# writes them.</param>
    public int Choice(string name, params string[] choices) =>
        !_values.TryGetValue(name, out ArgumentValue? value) ? 0
        : value is ArgumentValue.Integer integer && integer.Value >= 0 && integer.Value < choices.Length ? (int)integer.Value
        : Refuse(name, value.ToString(), string.Join(" or ", choices), 0);

    /// <summary>A text that may be absent, but not empty; of one line, since it stands in comments and tables.</summary>
    public string? OptionalText(string name)
    {
        if (!_values.TryGetValue(name, out ArgumentValue? value))
        {
            return null;
        }

        string? text = (value as ArgumentValue.Text)?.Value;
        return !string.IsNullOrWhiteSpace(text) && IsOneLine(text!)
            ? text
            : Refuse<string?>(name, text is null ? value.ToString() : "\"" + OneLine(text) + "\"", "a text of one line that is not empty", null);
    }

    /// <summary>A text that must be given; of one line.</summary>
    public string Text(string name) => Has(name) ? OptionalText(name) ?? "" : Refuse(name, "missing", "a text of one line that is not empty", "");

    /// <summary>Texts, at least one; each of one line.</summary>
    public EquatableArray<string> Texts(string name)
    {
        if (!_values.TryGetValue(name, out ArgumentValue? value) || value is not ArgumentValue.Texts { Values: { Count: > 0 } texts })
        {
            return Refuse(name, value is null ? "missing" : value is ArgumentValue.Texts ? "empty" : value.ToString(), "one text or more", EquatableArray<string>.Empty);
        }

        return texts.All(static text => !string.IsNullOrWhiteSpace(text) && IsOneLine(text))
            ? texts
            : Refuse(name, OneLine(value.ToString()), "texts of one line that are not empty", EquatableArray<string>.Empty);
    }

    /// <summary>Spaces and visible characters only, and every surrogate with its partner: half a character has no UTF-8.</summary>
    private static bool IsOneLine(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (!isPair && text[i] != ' ' && (char.IsControl(text[i]) || char.IsWhiteSpace(text[i]) || char.IsSurrogate(text[i])))
            {
                return false;
            }

            i += isPair ? 1 : 0;
        }

        return true;
    }

    /// <summary>The text as a message can show it.</summary>
    private static string OneLine(string text) =>
        new([.. text.Select(static character => char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character)]);

    private long Integer(string name, long minimum, long maximum, long? defaultValue, string orElse = "")
    {
        long legal = defaultValue ?? minimum;
        string range = (maximum == long.MaxValue ? Numerals.Grouped(minimum) + " or more" : Numerals.Grouped(minimum) + " to " + Numerals.Grouped(maximum)) + orElse;
        if (!_values.TryGetValue(name, out ArgumentValue? value))
        {
            return defaultValue ?? Refuse(name, "missing", range, legal);
        }

        return value is ArgumentValue.Integer integer
            ? integer.Value >= minimum && integer.Value <= maximum ? integer.Value : Refuse(name, Numerals.Grouped(integer.Value) + (integer.Written is null ? "" : " (" + integer.Written + ")"), range, legal)
            : Refuse(name, value.ToString(), range, legal);
    }

    private static double? Number(ArgumentValue value) => value switch
    {
        ArgumentValue.Real real => real.Value,
        ArgumentValue.Integer integer => integer.Value,
        _ => null,
    };

    private T Refuse<T>(string name, string value, string range, T legal)
    {
        _issues.Report(IssueId.ArgumentOutOfRange, name, _attribute, name, value, range);
        return legal;
    }
}
