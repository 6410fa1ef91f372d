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

/// <summary>NG4001: writes the right length where the buffer's is written, by the network's constants where there are any for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BufferLengthFixProvider))]
[Shared]
public sealed class BufferLengthFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [IssueId.WrongLength];

    private protected override async Task<IReadOnlyList<TextFix>> FixesAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations is not [var written]
            || !diagnostic.Properties.TryGetValue(IssueProperty.Replacement, out string? number)
            || !diagnostic.Properties.TryGetValue(IssueProperty.Expression, out string? expression)
            || solution.GetDocument(written.SourceTree) is not { } document
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } semantics)
        {
            return [];
        }

        string length = Means(expression!, semantics, written.SourceSpan.Start) ? expression! : number!;
        return [new TextFix($"Make it {length} long", diagnostic.Id, document, new TextChange(written.SourceSpan, length))];
    }

    /// <summary>Whether the network has its name there too: the expression was found for the place of the call.</summary>
    private static bool Means(string expression, SemanticModel semantics, int position) => SyntaxFactory.ParseExpression(expression)
        .DescendantNodesAndSelf()
        .OfType<MemberAccessExpressionSyntax>()
        .Take(1)
        .All(constant => semantics.GetSpeculativeSymbolInfo(position, constant.Expression, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is INamedTypeSymbol);
}
