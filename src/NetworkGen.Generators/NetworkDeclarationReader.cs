using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators;

/// <summary>
/// Symbols to declaration: the only file that interprets attributes. It takes any attribute derived from
/// <c>NetworkGen.LayerAttribute</c>, so a new layer changes nothing here.
/// </summary>
internal static class NetworkDeclarationReader
{
    private const string AttributeSuffix = "Attribute";
    private const string AssemblySeparator = "::";

    private static readonly SymbolDisplayFormat _fullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>What the class declares, and what its class-level issues are.</summary>
    public static ReadResult Read(INamedTypeSymbol type, CancellationToken cancellation) =>
        Read(type, NetworkAttributes.Of(type, cancellation), cancellation);

    /// <inheritdoc cref="Read(INamedTypeSymbol, CancellationToken)"/>
    public static ReadResult Read(INamedTypeSymbol type, NetworkAttributes attributes, CancellationToken cancellation)
    {
        EquatableArray<NetworkIssue> issues = NetworkTypeRules.Check(type, attributes, cancellation).ToEquatableArray();
        if (attributes.Network is null || issues.Any(static issue => issue.Id is IssueId.UnsupportedType or IssueId.NotPartial))
        {
            return new(null, issues, attributes.IsRefused, attributes.HasUnknown);
        }

        BlockReader blocks = BlockReader.Of(type, attributes, cancellation);
        var declaration = new NetworkDeclaration(
            TypeOf(type),
            ArgumentsOf(attributes.Network, type.ContainingAssembly),
            ArgumentsOf(attributes.Budget, type.ContainingAssembly),
            LayersOf(attributes, type.ContainingAssembly),
            blocks.Declarations);
        return new(
            declaration,
            issues,
            attributes.IsRefused || blocks.IsRefused,
            attributes.HasUnknown || blocks.HasUnknown,
            blocks.IsFaulty);
    }

    /// <summary>The layers of a class, for a network of an assembly.</summary>
    public static EquatableArray<LayerDeclaration> LayersOf(NetworkAttributes attributes, IAssemblySymbol home) =>
        attributes.Layers.Select(layer => new LayerDeclaration(KindOf(layer), ArgumentsOf(layer, home))).ToEquatableArray();

    /// <summary>The class that a <c>Stage</c> or <c>Use</c> names, or null. All types made from one generic class are one block.</summary>
    public static INamedTypeSymbol? BlockOf(AttributeData attribute) =>
        attribute.AttributeClass is { TypeArguments: [INamedTypeSymbol { TypeKind: TypeKind.Class } block] } ? block.OriginalDefinition : null;

    /// <summary>A type's full name in declarations of an assembly: <c>Course.Basic</c>, or <c>Library::Course.Basic</c> from another one, which may have a type of the same name.</summary>
    public static string FullName(ITypeSymbol type, IAssemblySymbol home) =>
        (type.ContainingAssembly is { } assembly && !SymbolEqualityComparer.Default.Equals(assembly, home) ? assembly.Name + AssemblySeparator : "")
        + type.OriginalDefinition.ToDisplayString(_fullName);

    /// <summary>The name under which a layer's attribute stands in the catalog: <c>Conv2d</c>.</summary>
    public static string KindOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith(AttributeSuffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - AttributeSuffix.Length)
            : name;
    }

    /// <summary>A parameter's name as a declaration has it: <c>outChannels</c> becomes <c>OutChannels</c>.</summary>
    public static string ArgumentName(string parameter) => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);

    /// <summary>A type as its declaration begins: <c>record struct</c>, <c>interface</c>, <c>class</c>.</summary>
    public static string KeywordOf(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    /// <summary>Whether a full name is that of a type of another assembly.</summary>
    public static bool IsForeign(string fullName) => fullName.Contains(AssemblySeparator);

    private static TypeDeclaration TypeOf(INamedTypeSymbol type) => new(
        string.Join(".", Namespaces(type).Reverse().Select(Identifier)),
        type.WithContainingTypes().Reverse().Select(PartOf).ToEquatableArray());

    private static IEnumerable<INamespaceSymbol> Namespaces(INamedTypeSymbol type)
    {
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            yield return space;
        }
    }

    private static TypePart PartOf(INamedTypeSymbol type) => new(
        KeywordOf(type),
        Identifier(type),
        type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(Identifier)) + ">");

    /// <summary>
    /// The name as code. Every keyword, those of some contexts (<c>record</c>, <c>partial</c>, <c>extension</c>) and of later versions
    /// included, is lower case letters only; so each such name is <c>@</c>name.
    /// </summary>
    private static string Identifier(ISymbol symbol) =>
        SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None || symbol.Name.All(static letter => letter is >= 'a' and <= 'z')
            ? "@" + symbol.Name
            : symbol.Name;

    private static EquatableArray<Argument> ArgumentsOf(AttributeData? attribute, IAssemblySymbol home)
    {
        if (attribute?.AttributeConstructor is not { } constructor)
        {
            return EquatableArray<Argument>.Empty;
        }

        // Roslyn has filled in the defaults of optional parameters and gathered params arrays.
        IEnumerable<KeyValuePair<string, TypedConstant>> positional = constructor.Parameters.Zip(
            attribute.ConstructorArguments,
            static (parameter, value) => new KeyValuePair<string, TypedConstant>(parameter.Name, value));
        IEnumerable<Argument> types = attribute.AttributeClass!.TypeParameters.Zip(
            attribute.AttributeClass.TypeArguments,
            (parameter, type) => new Argument(parameter.Name.Substring(1), new ArgumentValue.Text(FullName(type, home))));
        return types.Concat(positional.Concat(attribute.NamedArguments)
            .Select(argument => (Name: ArgumentName(argument.Key), Value: ValueOf(argument.Value, home)))
            .Where(static argument => argument.Value is not null)
            .Select(static argument => new Argument(argument.Name, argument.Value!)))
            .ToEquatableArray();
    }

    /// <summary>A constant as plain data, or null for what is not there: <c>null</c> means the same as leaving the argument out.</summary>
    private static ArgumentValue? ValueOf(TypedConstant constant, IAssemblySymbol home) => constant switch
    {
        { Kind: TypedConstantKind.Error } or { IsNull: true } => null,
        { Kind: TypedConstantKind.Array } => ArrayOf(constant),
        { Value: string text } => new ArgumentValue.Text(text),
        { Value: bool flag } => new ArgumentValue.Flag(flag),
        { Value: float or double } => new ArgumentValue.Real(RealOf(constant)),
        { Value: ITypeSymbol type } => new ArgumentValue.Text(FullName(type, home)),
        { Value: ulong value } => new ArgumentValue.Integer(unchecked((long)value)),
        { Value: { } value } => new ArgumentValue.Integer(Convert.ToInt64(value)),
        _ => null,
    };

    private static ArgumentValue ArrayOf(TypedConstant constant) =>
        constant.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }
            ? new ArgumentValue.Texts(constant.Values.Select(static item => item.Value as string ?? "").ToEquatableArray())
            : new ArgumentValue.Reals(constant.Values.Select(RealOf).ToEquatableArray());

    private static double RealOf(TypedConstant constant) =>
        constant.Value is IConvertible number and not string ? Convert.ToDouble(number) : double.NaN;
}
