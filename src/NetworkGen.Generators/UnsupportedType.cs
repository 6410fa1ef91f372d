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
    public static string? ReasonOf(INamedTypeSymbol type, CancellationToken cancellation) => type switch
    {
        { TypeKind: not TypeKind.Class } =>
            $"it is declared as '{NetworkDeclarationReader.KeywordOf(type)}', and weights belong to one object: make it a class",
        { IsStatic: true } => "it is static, and every network has its own weights: remove 'static'",
        { IsAbstract: true } => "it is abstract, and the generated code constructs it: remove 'abstract'",
        _ when type.WithContainingTypes().Any(static part => part.IsFileLocal) =>
            "it is local to its file, and its other part is generated into another: remove 'file'",
        _ when HasPrimaryConstructor(type, cancellation) =>
            "it has a primary constructor, which every other one would have to call: remove its parameter list",
        _ => ReasonOfBase(type) ?? ReasonOfMembers(type, cancellation),
    };

    private static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellation) => type
        .WrittenParts()
        .Any(part => part.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null });

    private static string? ReasonOfBase(INamedTypeSymbol type)
    {
        if (type.BaseType is not { TypeKind: not TypeKind.Error } parent)
        {
            return null;
        }

        if (parent.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is(WellKnownNames.NetworkAttribute) == true))
        {
            return $"it derives from the network '{parent.Name}', whose members it would hide: repeat the layers instead";
        }

        return IsConstructible(parent, type)
            ? parent.WithBaseTypes().SelectMany(static ancestor => ancestor.GetMembers()).Select(member => ReasonOfInherited(member, type))
                .FirstOrDefault(static reason => reason is not null)
            : $"its base class '{parent.Name}' has no constructor without arguments: add one";
    }

    /// <summary>Whether <c>base()</c> means one constructor: that without parameters, else the only one whose parameters can all be left out.</summary>
    private static bool IsConstructible(INamedTypeSymbol parent, INamedTypeSymbol type)
    {
        IMethodSymbol[] callable =
        [
            .. parent.InstanceConstructors.Where(constructor =>
                constructor.IsInheritedBy(type)
                && constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams)),
        ];
        return callable.Length == 1 || callable.Any(static constructor => constructor.Parameters.IsEmpty);
    }

    private static string? ReasonOfInherited(ISymbol member, INamedTypeSymbol type)
    {
        if (IsRequired(member))
        {
            return $"the member '{member.Name}' of its base class '{member.ContainingType.Name}' is required, and the generated code doesn't know its value: remove 'required'";
        }

        return member.IsInheritedBy(type) && GeneratedMembers.Hides(member)
            ? $"its base class '{member.ContainingType.Name}' declares '{GeneratedMembers.Display(member)}', which a generated member would hide: rename it, or derive from another class"
            : null;
    }

    private static string? ReasonOfMembers(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (GeneratedMembers.Names.Contains(type.Name))
        {
            return $"its name is that of the generated member '{type.Name}': rename the class";
        }

        if (type.TypeParameters.FirstOrDefault(static parameter => GeneratedMembers.Names.Contains(parameter.Name)) is { } taken)
        {
            return $"its type parameter has the name of the generated member '{taken.Name}': rename the type parameter";
        }

        foreach (ISymbol member in type.WrittenMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (GeneratedMembers.Collides(member))
            {
                return $"it declares '{GeneratedMembers.Display(member)}', which is generated: rename or remove it";
            }

            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !CallsThis(constructor, cancellation))
            {
                return ReasonOfConstructor(constructor);
            }

            if (IsRequired(member))
            {
                return $"its member '{member.Name}' is required, and the generated code doesn't know its value: remove 'required'";
            }
        }

        return null;
    }

    /// <summary>The copy constructor of a record may not call another constructor of its class (CS8868): it has a remedy of its own.</summary>
    private static string ReasonOfConstructor(IMethodSymbol constructor)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        return type.IsRecord && constructor.Parameters is [{ Type: var copied }] && SymbolEqualityComparer.Default.Equals(copied, type)
            ? $"its copy constructor '{GeneratedMembers.Display(constructor)}' makes no weights: remove it, and the compiler's own gives the copy of 'with' the weights of the original"
            : $"its constructor '{GeneratedMembers.Display(constructor)}' makes no weights: let it begin with ': this(seed)'";
    }

    private static bool IsRequired(ISymbol member) => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true };

    private static bool CallsThis(ISymbol constructor, CancellationToken cancellation) => constructor
        .DeclaringSyntaxReferences
        .Any(written => written.GetSyntax(cancellation)
            is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer });
}
