using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes;

/// <summary>
/// Mends all diagnostics of an id the same way. What several ask for alike is done once: a block's layer is reported wherever the block
/// is used, a type around networks for each of them (Roslyn's own merging refuses such). Of two that contradict each other the first counts.
/// </summary>
/// <param name="provider">Whose fixes they are.</param>
internal sealed class TextFixAllProvider(TextFixProvider provider) : FixAllProvider
{
    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var changes = new List<KeyValuePair<DocumentId, TextChange>>();
        string title = "";
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(fixAllContext).ConfigureAwait(false))
        {
            IReadOnlyList<TextFix> fixes = await provider.FixesOfAsync(fixAllContext.Solution, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
            if (fixes.FirstOrDefault(fix => fix.Way == fixAllContext.CodeActionEquivalenceKey) is { } fix
                && fix.Changes.All(change => changes.Contains(change) || !changes.Any(other => Contradict(change, other))))
            {
                changes.AddRange(fix.Changes.Except(changes));
                title = fix.Title;
            }
        }

        return changes.Count == 0 ? null : CodeAction.Create(title, Apply, fixAllContext.CodeActionEquivalenceKey);

        Task<Solution> Apply(CancellationToken cancellation) => TextFix.ApplyAsync(fixAllContext.Solution, changes, cancellation);
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            return await context.GetDocumentDiagnosticsAsync(context.Document!).ConfigureAwait(false);
        }

        ImmutableArray<Diagnostic>.Builder found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Project project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>Whether two changes are of one text; or insertions at one place, of which none is before the other.</summary>
    private static bool Contradict(KeyValuePair<DocumentId, TextChange> change, KeyValuePair<DocumentId, TextChange> other) =>
        change.Key == other.Key
        && (change.Value.Span.OverlapsWith(other.Value.Span) || (change.Value.Span == other.Value.Span && change.Value.Span.IsEmpty));
}
