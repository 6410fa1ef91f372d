using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators;

/// <summary>What is asked of a network's type in more than one place.</summary>
internal static class TypeSymbolExtensions
{
    /// <summary>Dots between namespaces, and no <c>@</c> before those that are keywords.</summary>
    private static readonly SymbolDisplayFormat _metadataName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type and those around it, from the inside out.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainingTypes(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }

    /// <summary>The type and its base classes, from the type up.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBaseTypes(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>Whether a class that derives from the member's can name it.</summary>
    public static bool IsInheritedBy(this ISymbol member, INamedTypeSymbol derived) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => derived.WithContainingTypes().Contains(member.ContainingType, SymbolEqualityComparer.Default),
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, derived.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(derived.ContainingAssembly),
        _ => true,
    };

    /// <summary>
    /// The name of the generated file: the type's full metadata name, which tells namespaces, containing types and arities apart, and
    /// its hash, which tells upper from lower case. The compiler does not: of two files that differ in case only it refuses the second,
    /// and with it the whole generator (CS8785).
    /// </summary>
    public static string HintName(this INamedTypeSymbol type)
    {
        string name = string.Join("+", type.WithContainingTypes().Reverse().Select(static part => part.MetadataName));
        if (!type.ContainingNamespace.IsGlobalNamespace)
        {
            name = type.ContainingNamespace.ToDisplayString(_metadataName) + "." + name;
        }

        return name + "." + Fnv1a(name).ToString("x8", CultureInfo.InvariantCulture) + ".g.cs";
    }

    /// <summary>The declarations that the user wrote. An analyzer sees the generated part too.</summary>
    public static IEnumerable<SyntaxReference> WrittenParts(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Where(part => !IsGenerated(type, part.SyntaxTree));

    /// <summary>The members that the user wrote.</summary>
    public static IEnumerable<ISymbol> WrittenMembers(this INamedTypeSymbol type) => type.GetMembers().Where(member =>
        !member.IsImplicitlyDeclared
        && member.DeclaringSyntaxReferences.Any(written => !IsGenerated(type, written.SyntaxTree)));

    private static bool IsGenerated(INamedTypeSymbol type, SyntaxTree tree) =>
        tree.FilePath.EndsWith(type.HintName(), StringComparison.Ordinal)
        && tree.FilePath.Contains(typeof(NetworkGenerator).FullName!);

    /// <summary>The 32-bit FNV-1a hash of the text's UTF-16 units: the same on every machine, which <c>GetHashCode</c> is not.</summary>
    private static uint Fnv1a(string text) =>
        text.Aggregate(2166136261u, static (hash, unit) => unchecked((hash ^ unit) * 16777619u));
}
