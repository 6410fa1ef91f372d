using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes;

/// <summary>What kind of way a fix goes.</summary>
internal static class FixWay
{
    /// <summary>What is done, without numbers: "fix all" takes the same way everywhere, and numbers differ from network to network.</summary>
    public static string Way(this FixText fix) => string.Join(", ", fix.Edits.SelectMany(Steps).Distinct());

    private static IEnumerable<string> Steps(EditText edit) => edit.Kind == EditKind.Set
        ? [edit.Kind + " " + edit.Parts[0]]
        : edit.Parts.Select(line => edit.Kind + " " + KindOf(line));

    /// <summary>The first layer of a line: <c>Conv2d(16, 3), ReLU</c> is a convolution.</summary>
    private static string KindOf(string line) => new([.. line.TakeWhile(char.IsLetterOrDigit)]);
}
