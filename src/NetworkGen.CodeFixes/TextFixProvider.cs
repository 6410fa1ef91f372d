using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetworkGen.CodeFixes;

/// <summary>Offers changes of texts, for one diagnostic or for all.</summary>
public abstract class TextFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new TextFixAllProvider(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (TextFix fix in await FixesAsync(solution, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, cancellation => TextFix.ApplyAsync(solution, fix.Changes, cancellation), fix.Way), diagnostic);
            }
        }
    }

    /// <summary>The ways to mend a diagnostic.</summary>
    private protected abstract Task<IReadOnlyList<TextFix>> FixesAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation);

    /// <inheritdoc cref="FixesAsync"/>
    internal Task<IReadOnlyList<TextFix>> FixesOfAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation) => FixesAsync(solution, diagnostic, cancellation);
}
