using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>Gives arguments of one attribute other values: in the place of what is written, else behind what there is.</summary>
/// <param name="text">The file.</param>
/// <param name="attribute">The attribute.</param>
/// <param name="constructor">Its constructor.</param>
internal sealed class ArgumentWriter(SourceText text, AttributeSyntax attribute, IMethodSymbol constructor)
{
    private readonly AttributeArgumentSyntax[] _written = [.. attribute.ArgumentList?.Arguments ?? []];

    /// <summary>The changes, or null where the attribute has no such argument. Names are in Pascal case.</summary>
    public IEnumerable<TextChange>? Set(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var changes = new List<TextChange>();
        var parameters = new SortedList<int, string>();
        var properties = new List<string>();
        foreach (KeyValuePair<string, string> value in values)
        {
            if (ArgumentName.All(attribute, constructor).FirstOrDefault(argument => argument.Key == value.Key) is { Value: { } expression })
            {
                changes.Add(new TextChange(expression.Span, value.Value));
            }
            else if (HasProperty(value.Key))
            {
                properties.Add(value.Key + " = " + value.Value);
            }
            else if (constructor.Parameters.FirstOrDefault(parameter => ArgumentName.Pascal(parameter.Name) == value.Key) is { } parameter)
            {
                parameters.Add(parameter.Ordinal, value.Value);
            }
            else
            {
                return null;
            }
        }

        return changes.Concat(Added(Positional(parameters), properties));
    }

    /// <summary>Parameters go behind the last one, properties behind everything.</summary>
    private IEnumerable<TextChange> Added(IReadOnlyList<string> parameters, IReadOnlyList<string> properties)
    {
        int count = PositionalCount;
        string[] all = [.. parameters, .. properties];
        if (all.Length == 0)
        {
            return [];
        }

        if (_written.Length == 0)
        {
            string list = string.Join(", ", all);
            return attribute.ArgumentList is { } empty
                ? [TextPlaces.Insertion(empty.OpenParenToken.Span.End, list)]
                : [TextPlaces.Insertion(attribute.Name.Span.End, "(" + list + ")")];
        }

        return count == _written.Length || parameters.Count == 0
            ? [Behind(_written[_written.Length - 1], all)]
            : properties.Count == 0
                ? [Between(count, parameters)]
                : [Between(count, parameters), Behind(_written[_written.Length - 1], properties)];
    }

    private TextChange Between(int index, IReadOnlyList<string> parameters) => index == 0
        ? TextPlaces.Insertion(_written[0].SpanStart, string.Join(", ", parameters) + ", ")
        : Behind(_written[index - 1], parameters);

    /// <summary>In lines where the arguments are in lines; a comment behind an argument stays with it.</summary>
    private TextChange Behind(AttributeArgumentSyntax argument, IReadOnlyList<string> added)
    {
        string separator = text.IsFirstOnLine(argument) ? "," + text.LineEnd() + text.Indentation(argument) : ", ";
        SyntaxTriviaList trailing = argument.GetTrailingTrivia();
        SyntaxTrivia comment = trailing.Any(SyntaxKind.EndOfLineTrivia) ? default : trailing.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        int end = comment == default ? argument.Span.End : comment.Span.End;
        return TextPlaces.Insertion(end, string.Concat(added.Select(one => separator + one)));
    }

    /// <summary>Without its name where a parameter is next in order, as one writes <c>Conv2d(16, 3)</c>.</summary>
    private IReadOnlyList<string> Positional(SortedList<int, string> values)
    {
        int next = _written.Any(static argument => argument.NameColon is not null) ? -1 : PositionalCount;
        return [.. values.Select(value => value.Key == next && next++ >= 0 ? value.Value : constructor.Parameters[value.Key].Name + ": " + value.Value)];
    }

    private int PositionalCount => _written.Count(static argument => argument.NameEquals is null);

    private bool HasProperty(string name)
    {
        for (INamedTypeSymbol? type = constructor.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().Any(static property => property.SetMethod?.DeclaredAccessibility == Accessibility.Public))
            {
                return true;
            }
        }

        return false;
    }
}
