using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes;

/// <summary>A way to mend one diagnostic: changes of texts. Only what changes is touched, so comments and layout stay as they are.</summary>
/// <param name="Title">What it does, as a menu shows it.</param>
/// <param name="Way">What kind of way it is: "fix all" goes the same one everywhere.</param>
/// <param name="Changes">What changes in which file. Places are those before any change.</param>
internal sealed record TextFix(string Title, string Way, IReadOnlyList<KeyValuePair<DocumentId, TextChange>> Changes)
{
    /// <summary>In one file.</summary>
    public TextFix(string title, string way, Document document, params IEnumerable<TextChange> changes)
        : this(title, way, [.. changes.Select(change => new KeyValuePair<DocumentId, TextChange>(document.Id, change))])
    {
    }

    /// <summary>The solution with changes made.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<KeyValuePair<DocumentId, TextChange>> changes, CancellationToken cancellation)
    {
        foreach (IGrouping<DocumentId, TextChange> file in changes.GroupBy(static change => change.Key, static change => change.Value))
        {
            SourceText text = await solution.GetDocument(file.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(file.Key, text.WithChanges(file.OrderBy(static change => change.Span.Start).ThenBy(static change => change.Span.Length)));
        }

        return solution;
    }
}
