using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators;

/// <summary>The members that a network's class is given, so that a user's member of the same name is told and not collided with.</summary>
internal static class GeneratedMembers
{
    /// <summary>Types as messages show them: <c>Stream</c>.</summary>
    private static readonly SymbolDisplayFormat _short = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Types as they are compared: <c>System.IO.Stream</c>, which no other <c>Stream</c> is.</summary>
    private static readonly SymbolDisplayFormat _full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly string[] _values =
    [
        "InputLength", "OutputLength", "InputShape", "OutputShape", "Summary", "Parameters", "Buffers", "Threads",
        "_networkParameters", "_networkBuffers", "_networkInference",
    ];

    /// <summary>Overloads with other parameters are the user's to add: a <c>Forward(Bitmap, …)</c> is welcome.</summary>
    private static readonly string[] _methods =
    [
        "Create(int)",
        "Load(string)",
        "Load(System.IO.Stream)",
        "Load(string, NetworkGen.LoadOptions, ref NetworkGen.LoadReport)",
        "Load(System.IO.Stream, NetworkGen.LoadOptions, ref NetworkGen.LoadReport)",
        "Save(string)",
        "Save(System.IO.Stream)",
        "Forward(System.ReadOnlySpan<float>, System.Span<float>)",
        "Forward(System.ReadOnlySpan<byte>, System.Span<float>)",
        "Forward(ref System.Numerics.Tensors.ReadOnlyTensorSpan<float>, ref System.Numerics.Tensors.TensorSpan<float>)",
        "CreateTrainingPass(int)",
    ];

    /// <summary>Every name that is taken.</summary>
    public static ISet<string> Names { get; } = new HashSet<string>(
        _values.Concat(_methods.Select(static method => method.Substring(0, method.IndexOf('(')))),
        StringComparer.Ordinal);

    /// <summary>Whether <paramref name="member"/> can't stand in one class with the generated ones.</summary>
    public static bool Collides(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }] } => true,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => _values.Contains(method.Name) || IsSame(method),
        IMethodSymbol => false,
        _ => Names.Contains(member.Name),
    };

    /// <summary>Whether a generated member would hide <paramref name="inherited"/>, of which the compiler warns (CS0108, CS0114).</summary>
    public static bool Hides(ISymbol inherited) => inherited switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Arity: 0 } => Collides(inherited),
        IMethodSymbol => false,
        _ => Names.Contains(inherited.Name),
    };

    /// <summary>A member as a message shows it: <c>Load(string)</c>.</summary>
    public static string Display(ISymbol member) => member is IMethodSymbol method
        ? (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)
            + Parameters(method, static parameter => RefKindOf(parameter) + parameter.Type.ToDisplayString(_short))
        : member.Name;

    /// <summary>Overloads may not differ in <c>ref</c>, <c>in</c> and <c>out</c> only, so that they are one here.</summary>
    private static bool IsSame(IMethodSymbol method) => method.Arity == 0 && _methods.Contains(method.Name + Parameters(
        method,
        static parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(_full)));

    private static string Parameters(IMethodSymbol method, Func<IParameterSymbol, string> text) =>
        "(" + string.Join(", ", method.Parameters.Select(text)) + ")";

    private static string RefKindOf(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => "",
        RefKind.In => "in ",
        RefKind.Out => "out ",
        RefKind.Ref => "ref ",
        _ => "ref readonly ",
    };
}
