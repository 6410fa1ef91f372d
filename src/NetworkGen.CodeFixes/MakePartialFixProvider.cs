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
using NetworkGen.CodeFixes.Editing;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes;

/// <summary>NG0001: writes <c>partial</c> on the type and those around it, on every part that lacks it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFixProvider))]
[Shared]
public sealed class MakePartialFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [IssueId.NotPartial];

    private protected override async Task<IReadOnlyList<TextFix>> FixesAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } semantics)
        {
            return [];
        }

        SyntaxNode root = await semantics.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        TypeDeclarationSyntax[] parts =
        [
            .. root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!.AncestorsAndSelf()
                .OfType<TypeDeclarationSyntax>()
                .Reverse()
                .SelectMany(type => semantics.GetDeclaredSymbol(type, cancellation)!.DeclaringSyntaxReferences)
                .Select(part => part.GetSyntax(cancellation))
                .OfType<TypeDeclarationSyntax>()
                .Where(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword) && solution.GetDocumentId(part.SyntaxTree) is not null),
        ];
        string names = string.Join("' and '", parts.Select(static part => part.Identifier.ValueText).Distinct());
        return parts.Length == 0 ? [] : [new TextFix($"Make '{names}' partial", diagnostic.Id, [.. parts.Select(Partial)])];

        // C# wants it last of the modifiers, right before what the type is.
        KeyValuePair<DocumentId, TextChange> Partial(TypeDeclarationSyntax part) =>
            new(solution.GetDocumentId(part.SyntaxTree)!, TextPlaces.Insertion(part.Keyword.SpanStart, "partial "));
    }
}
