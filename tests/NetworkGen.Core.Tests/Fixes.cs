using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Tests;

/// <summary>The fixes that travel with an issue, read back from their text as a code fix reads them.</summary>
internal static partial class Fixes
{
    /// <summary>What the runtime's <c>Block.Width</c>, <c>Block.In</c> and <c>Block.Stride</c> are.</summary>
    private static readonly Dictionary<string, long> _symbols = new() { ["Block.Width"] = Unit * 17, ["Block.In"] = Unit * 19, ["Block.Stride"] = Unit * 23 };

    private const long Unit = -64L * 9 * 5 * 7 * 11 * 13;

    public static Fix[] Of(NetworkIssue issue) =>
    [
        .. issue.Properties
            .Where(static property => property.Key.StartsWith("Fix", StringComparison.Ordinal))
            .Select(property => Read(FixText.Parse(property.Value), issue)),
    ];

    private static Fix Read(FixText text, NetworkIssue issue) =>
        new(text.Title, text.IsInBlock ? issue.Within[^1].Block : null, text.Edits.Select(Read).ToEquatableArray());

    private static Edit Read(EditText edit) => edit.Kind switch
    {
        EditKind.Set => new Edit.Set(edit.Layer, edit.Parts[0], Value(edit.Parts[1])),
        EditKind.Insert => new Edit.Insert(edit.Layer, edit.Parts.SelectMany(Layers).ToEquatableArray()),
        _ => new Edit.Replace(edit.Layer, Layers(edit.Parts.Single()).ToEquatableArray()),
    };

    private static IEnumerable<LayerDeclaration> Layers(string line) => LayerPattern().Matches(line).Select(static layer =>
    {
        string kind = layer.Groups["kind"].Value;
        string[] written = layer.Groups["arguments"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<string> names = LayerText.Positional(kind);
        return new LayerDeclaration(kind, written.Select((text, index) => text.Split(" = ") is [var name, var value]
            ? new Argument(name, Value(value))
            : new Argument(names[index], Value(text))).ToEquatableArray());
    });

    private static ArgumentValue Value(string text) => text switch
    {
        "true" or "false" => new ArgumentValue.Flag(text == "true"),
        "Pad.Same" => new ArgumentValue.Integer(Padding.SameMarker),
        ['"', .. var name, '"'] => new ArgumentValue.Text(name),
        [.. var real, 'f'] => new ArgumentValue.Real(float.Parse(real, CultureInfo.InvariantCulture)),
        _ => new ArgumentValue.Integer(Product(text)),
    };

    /// <summary>A number, or <c>4 * Block.Width / 2</c>.</summary>
    private static long Product(string text)
    {
        string[] words = text.Split(' ');
        long value = Number(words[0]);
        for (int i = 1; i < words.Length; i += 2)
        {
            value = words[i] == "*" ? value * Number(words[i + 1]) : value / Number(words[i + 1]);
        }

        return value;
    }

    private static long Number(string word) => _symbols.TryGetValue(word, out long symbol) ? symbol : long.Parse(word, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<kind>\w+)(\((?<arguments>[^)]*)\))?(, |$)")]
    private static partial Regex LayerPattern();
}
