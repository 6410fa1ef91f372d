using Microsoft.CodeAnalysis;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>The types of the runtime, known by name only.</summary>
internal static class RuntimeTypes
{
    /// <summary>The namespace they are in.</summary>
    public const string Namespace = "NetworkGen";

    /// <summary>Whether a symbol is <c>NetworkGen.<paramref name="name"/></c>.</summary>
    public static bool Is(this ISymbol symbol, string name) => symbol.Name == name && symbol is INamedTypeSymbol && IsNamespace(symbol.ContainingSymbol);

    /// <summary>Whether a symbol is the namespace <c>NetworkGen</c>.</summary>
    public static bool IsNamespace(ISymbol? symbol) => symbol is INamespaceSymbol { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };
}
