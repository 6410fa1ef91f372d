using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes;

/// <summary>NG0004: writes the nearest name of an earlier tensor in place of the one that doesn't exist.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TensorNameFixProvider))]
[Shared]
public sealed class TensorNameFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [IssueId.UnknownTensor];

    private protected override async Task<IReadOnlyList<TextFix>> FixesAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        // Where the layer is a block's, the additional locations lead to it: the name's own comes first.
        Location place = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
        return diagnostic.Properties.TryGetValue(IssueProperty.Replacement, out string? name)
            && solution.GetDocument(place.SourceTree) is { } document
            && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && IsName(root.FindNode(place.SourceSpan, getInnermostNodeForTie: true))
                ? [new TextFix($"Read '{name}'", diagnostic.Id, document, new TextChange(place.SourceSpan, SymbolDisplay.FormatLiteral(name!, quote: true)))]
                : [];
    }

    /// <summary>A block of another assembly has no text here; the way to it ends at an attribute.</summary>
    private static bool IsName(SyntaxNode node) => node is ExpressionSyntax && node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not null;
}
