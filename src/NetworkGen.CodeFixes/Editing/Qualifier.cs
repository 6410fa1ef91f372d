using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>
/// Layers and values as they must be written in a file: as they are where <c>using NetworkGen</c> is in force, else qualified as the
/// attribute beside them is (<c>[NetworkGen.Conv2d(16)]</c>).
/// </summary>
/// <param name="semantics">What names mean there.</param>
/// <param name="beside">The attribute beside them.</param>
internal sealed class Qualifier(SemanticModel semantics, AttributeSyntax beside)
{
    private const string AttributeSuffix = "Attribute";

    /// <summary>Layers of one line: <c>Conv2d(16, 3), ReLU</c>.</summary>
    public string Layers(string text) => Qualify(text, "", "");

    /// <summary>A value: <c>Pad.Same</c>.</summary>
    public string Value(string text) => Qualify(text, "A(", ")");

    private string Qualify(string text, string before, string after)
    {
        string start = "[" + before;
        CompilationUnitSyntax parsed = SyntaxFactory.ParseCompilationUnit(start + text + after + "]class C;");
        IEnumerable<TextChange> prefixes = parsed.DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Where(name => name.SpanStart >= start.Length && !IsVisible(name))
            .Select(name => new TextChange(new TextSpan(name.SpanStart - start.Length, 0), Prefix));
        return SourceText.From(text).WithChanges(prefixes).ToString();
    }

    /// <summary>Whether a name in the text of a fix means here what it means there. Only those of layers, and those before a dot, are names of the runtime's types.</summary>
    private bool IsVisible(SimpleNameSyntax name) => name.Parent switch
    {
        AttributeSyntax => IsOurs(semantics.LookupNamespacesAndTypes(beside.SpanStart, name: name.Identifier.ValueText + AttributeSuffix)),
        MemberAccessExpressionSyntax access when access.Expression == name => IsOurs(semantics.LookupSymbols(beside.SpanStart, name: name.Identifier.ValueText)),
        _ => true,
    };

    private static bool IsOurs(ImmutableArray<ISymbol> found) => found is [INamedTypeSymbol type] && type.Is(type.Name);

    private string Prefix => beside.Name switch
    {
        QualifiedNameSyntax { Left: var space } when RuntimeTypes.IsNamespace(Meaning(space)) => space + ".",
        AliasQualifiedNameSyntax { Alias: var alias } when RuntimeTypes.IsNamespace(Meaning(alias)) => alias + "::",
        _ when RuntimeTypes.IsNamespace(semantics.LookupNamespacesAndTypes(beside.SpanStart, name: RuntimeTypes.Namespace).FirstOrDefault()) => RuntimeTypes.Namespace + ".",
        _ => "global::" + RuntimeTypes.Namespace + ".",
    };

    private ISymbol? Meaning(NameSyntax space) => semantics.GetSymbolInfo(space).Symbol;
}
