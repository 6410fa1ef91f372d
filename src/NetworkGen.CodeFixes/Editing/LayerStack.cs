using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>The layers of a network or block as they are written, counted as the generator counts them.</summary>
/// <param name="Document">The file they are in.</param>
/// <param name="Semantics">Its semantics.</param>
/// <param name="Owner"><c>[Network]</c>, or <c>[Block]</c>.</param>
/// <param name="Layers">The layers on the same part of the class: top to bottom, left to right.</param>
internal sealed record LayerStack(Document Document, SemanticModel Semantics, AttributeSyntax Owner, ImmutableArray<AttributeSyntax> Layers)
{
    private const string Network = "NetworkAttribute";
    private const string Block = "BlockAttribute";
    private const string Layer = "LayerAttribute";

    /// <summary>The stack on the class at a place, or null where there is none that can be changed.</summary>
    public static async Task<LayerStack?> AtAsync(Solution solution, Location location, CancellationToken cancellation)
    {
        if (solution.GetDocument(location.SourceTree) is not { } document
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } semantics)
        {
            return null;
        }

        SyntaxNode root = await semantics.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        AttributeSyntax[] attributes = root.FindToken(location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part
            ? [.. part.AttributeLists.SelectMany(static list => list.Attributes)]
            : [];
        return (First(Network) ?? First(Block)) is { } owner
            ? new(document, semantics, owner, [.. attributes.Where(attribute => IsLayer(ClassOf(semantics, attribute, cancellation)))])
            : null;

        AttributeSyntax? First(string name) => attributes.FirstOrDefault(attribute => ClassOf(semantics, attribute, cancellation)?.Is(name) == true);
    }

    private static INamedTypeSymbol? ClassOf(SemanticModel semantics, AttributeSyntax attribute, CancellationToken cancellation) =>
        semantics.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType;

    private static bool IsLayer(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(Layer))
            {
                return true;
            }
        }

        return false;
    }
}
