using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.Generators;

/// <summary>Why a type can't be extended to a network (NG0007): what it is, and what to write instead.</summary>
internal static class UnsupportedType
{
    /// <summary>The first reason, or null for a type that can be a network.</summary>
    public static string? ReasonOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        string keyword = NetworkDeclarationReader.KeywordOf(type);
        return type switch
        {
            { TypeKind: not TypeKind.Class } => $"it is a {keyword}, and weights belong to one object: make it a class",
            { IsStatic: true } => "it is static, and every network has its own weights: remove 'static'",
            { IsAbstract: true } => "it is abstract, and the generated code constructs it: remove 'abstract'",
            { IsFileLocal: true } => "it is local to its file, and its other part is generated into another: remove 'file'",
            _ when HasPrimaryConstructor(type, cancellation) =>
                "it has a primary constructor, which every other one would have to call: remove its parameter list",
            _ => ReasonOfBase(type.BaseType) ?? ReasonOfMembers(type, cancellation),
        };
    }

    private static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellation) => type
        .WrittenParts()
        .Any(part => part.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null });

    private static string? ReasonOfBase(INamedTypeSymbol? parent)
    {
        if (parent is null or IErrorTypeSymbol)
        {
            return null;
        }

        if (parent.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is(WellKnownNames.NetworkAttribute) == true))
        {
            return $"it derives from the network '{parent.Name}', whose members it would hide: repeat the layers instead";
        }

        return parent.InstanceConstructors.Any(static constructor =>
            constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility != Accessibility.Private)
            ? null
            : $"its base class '{parent.Name}' has no constructor without arguments: add one";
    }

    private static string? ReasonOfMembers(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (GeneratedMembers.Names.Contains(type.Name))
        {
            return $"its name is that of the generated member '{type.Name}': rename the class";
        }

        foreach (ISymbol member in type.WrittenMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (GeneratedMembers.Collides(member))
            {
                return $"it declares '{GeneratedMembers.Display(member)}', which is generated: rename or remove it";
            }

            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } && !CallsThis(member, cancellation))
            {
                return $"its constructor '{GeneratedMembers.Display(member)}' makes no weights: let it begin with ': this(seed)'";
            }

            if (member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true })
            {
                return $"its member '{member.Name}' is required, and the generated code doesn't know its value: remove 'required'";
            }
        }

        return null;
    }

    private static bool CallsThis(ISymbol constructor, CancellationToken cancellation) => constructor
        .DeclaringSyntaxReferences
        .Any(written => written.GetSyntax(cancellation)
            is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer });
}
