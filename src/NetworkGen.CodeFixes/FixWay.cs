using System;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes;

/// <summary>What kind of way a fix goes.</summary>
internal static class FixWay
{
    private const string Pool = "Pool2d";

    /// <summary>What is done, and whether with pools; without the numbers and places, which differ from network to network: "fix all" goes the same way everywhere.</summary>
    public static string Way(this FixText fix) => string.Join(" and ", fix.Edits.Select(static edit => edit.Kind).Distinct())
        + (fix.Edits.Any(static edit => edit.Kind == EditKind.Insert && edit.Parts.Any(static line => line.IndexOf(Pool, StringComparison.Ordinal) >= 0)) ? " with pools" : "");
}
