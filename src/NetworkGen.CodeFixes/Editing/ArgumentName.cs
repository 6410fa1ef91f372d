using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>What arguments of attributes are called in a declaration: in Pascal case, whether they are written as properties, by name or in order.</summary>
internal static class ArgumentName
{
    /// <summary>All arguments that are written.</summary>
    public static IEnumerable<KeyValuePair<string, ExpressionSyntax>> All(AttributeSyntax attribute, IMethodSymbol constructor) =>
        (attribute.ArgumentList?.Arguments ?? [])
            .Select((argument, index) => (argument.Expression, Name: Of(argument, index, constructor)))
            .Where(static argument => argument.Name is not null)
            .Select(static argument => new KeyValuePair<string, ExpressionSyntax>(argument.Name!, argument.Expression));

    /// <summary>The name of one.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="index">Its place among the others.</param>
    /// <param name="constructor">What it is an argument of.</param>
    public static string? Of(AttributeArgumentSyntax argument, int index, IMethodSymbol constructor) => argument switch
    {
        { NameEquals.Name.Identifier.ValueText: var property } => property,
        { NameColon.Name.Identifier.ValueText: var parameter } => Pascal(parameter),
        _ => constructor.Parameters.ElementAtOrDefault(index) is { } parameter ? Pascal(parameter.Name) : null,
    };

    /// <summary><c>outChannels</c> is <c>OutChannels</c>.</summary>
    public static string Pascal(string parameter) => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
}
