using System;
using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>"Close the field": the ways out as fixes. Each is tried, and offered only where the features then see enough.</summary>
/// <param name="network">The network.</param>
/// <param name="wayOut">The ways.</param>
/// <param name="options">How much they must see.</param>
internal sealed class ClosingFixes(Network network, WayOut wayOut, RuleOptions options)
{
    /// <summary>More layers than these nobody wants written into a file.</summary>
    private const int MostLayers = 30;

    private readonly Lazy<Fix?> _withPools = new(() =>
        wayOut.Pools is { Convolutions: <= MostLayers } plan ? Tried(network, options, plan.Title(network), plan.Edits(network, wayOut.End)) : null);

    /// <summary>By pools; null where that isn't offered.</summary>
    public Fix? WithPools => _withPools.Value;

    /// <summary>By 3×3 layers alone, and by pools.</summary>
    public IEnumerable<Fix> All()
    {
        if (wayOut.Convolutions is { Count: <= MostLayers } layers
            && Tried(network, options, layers.Text, [new Edit.Insert(wayOut.End.Layer + 1, wayOut.End.Line(network, layers.NeedPadding), (int)layers.Count)]) is { } fix)
        {
            yield return fix;
        }

        if (WithPools is { } pools)
        {
            yield return pools;
        }
    }

    /// <summary>The title holds what comes of it.</summary>
    private static Fix? Tried(Network network, RuleOptions options, string text, IEnumerable<Edit> edits)
    {
        var fix = new Fix(text, null, edits.ToEquatableArray());
        if (fix.Try(network) is not { } closed || FeatureLayer.Of(closed) is not { } features || !FieldTooSmall.Covers(closed, features, options))
        {
            return null;
        }

        return fix with { Title = "Close the field with " + text + ": sees " + Sees(closed, features.Field) + ", " + Numerals.Grouped(closed.ParameterCount) + " parameters" };
    }

    /// <summary><c>101 of 100 pixels</c>, or both axes where they differ.</summary>
    private static string Sees(Network network, ReceptiveField field)
    {
        (int rows, int columns) = network.ObjectSize;
        (int seenRows, int seenColumns) = (field.Vertical.Size, field.Horizontal.Size);
        return rows == columns && seenRows == seenColumns
            ? Numerals.Grouped(seenRows) + " of " + Numerals.Grouped(rows) + " pixels"
            : Numerals.Grouped(seenColumns) + "×" + Numerals.Grouped(seenRows) + " of " + Numerals.Grouped(columns) + "×" + Numerals.Grouped(rows) + " pixels (width × height)";
    }
}
