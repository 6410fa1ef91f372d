using System.Collections.Generic;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Cli;

/// <summary>Lists and counts as people write them.</summary>
internal static class Words
{
    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : string.Join(", ", [.. items], 0, items.Count - 1) + " and " + items[^1];

    /// <summary><c>1 warning</c>, <c>2 warnings</c>.</summary>
    public static string Count(int count, string noun) => Numerals.Grouped(count) + " " + noun + (count == 1 ? "" : "s");
}
