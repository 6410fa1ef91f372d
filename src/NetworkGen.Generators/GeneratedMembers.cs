using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators;

/// <summary>The public members that a network's class is given, so that a user's member of the same name is told and not collided with.</summary>
internal static class GeneratedMembers
{
    private static readonly SymbolDisplayFormat _parameter = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly string[] _values =
    [
        "InputLength", "OutputLength", "InputShape", "OutputShape", "Summary", "Parameters", "Buffers", "Threads",
    ];

    /// <summary>Overloads with other parameters are the user's to add: a <c>Forward(Bitmap, …)</c> is welcome.</summary>
    private static readonly string[] _methods =
    [
        "Create(int)",
        "Load(string)",
        "Load(Stream)",
        "Save(string)",
        "Save(Stream)",
        "Forward(ReadOnlySpan<float>, Span<float>)",
        "Forward(ReadOnlySpan<byte>, Span<float>)",
        "Forward(ReadOnlyTensorSpan<float>, TensorSpan<float>)",
        "CreateTrainingPass(int)",
    ];

    /// <summary>Every name that is taken.</summary>
    public static ISet<string> Names { get; } = new HashSet<string>(
        _values.Concat(_methods.Select(static method => method.Substring(0, method.IndexOf('(')))),
        StringComparer.Ordinal);

    /// <summary>Whether <paramref name="member"/> can't stand beside the generated ones.</summary>
    public static bool Collides(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] } => true,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } => _values.Contains(member.Name) || _methods.Contains(Display(member)),
        IMethodSymbol => false,
        _ => Names.Contains(member.Name),
    };

    /// <summary>A member as a message shows it: <c>Load(string)</c>.</summary>
    public static string Display(ISymbol member) => member is IMethodSymbol method
        ? (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)
            + "(" + string.Join(", ", method.Parameters.Select(static parameter => parameter.Type.ToDisplayString(_parameter))) + ")"
        : member.Name;
}
