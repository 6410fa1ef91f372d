using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Cli.Networks;

/// <summary>The types of a compilation.</summary>
internal static class DeclaredTypes
{
    /// <summary>All that it declares itself, inner ones behind their outer ones.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation) => Within(compilation.Assembly.GlobalNamespace);

    private static IEnumerable<INamedTypeSymbol> Within(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? Within(type).Prepend(type) : Within(member));
}
