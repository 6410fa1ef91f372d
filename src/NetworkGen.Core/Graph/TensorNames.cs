using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>Finds the tensor that <c>From</c>, <c>Add</c>, <c>Mul</c> or <c>Concat</c> names, or says what was probably meant (NG0004).</summary>
internal static class TensorNames
{
    /// <summary>Of more names the last ones are shown: those nearest to the layer.</summary>
    private const int MostShown = 8;

    /// <summary>A tensor by its name; null after reporting that there is none.</summary>
    /// <param name="kind">The attribute that names it.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="element">Which of the argument's names it is, where it holds several.</param>
    /// <param name="name">The name.</param>
    /// <param name="layers">The stack.</param>
    /// <param name="index">The layer's place in it.</param>
    /// <param name="scope">What has a name so far.</param>
    /// <param name="issues">Where the issue goes.</param>
    public static int? Resolve(string kind, string argument, int? element, string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink issues)
    {
        if (scope.Find(name) is { } found)
        {
            return found;
        }

        string[] given = [.. scope.GivenNames];
        string? nearest = NearestName.Find(name, given);
        string guess = (nearest is null ? "" : "did you mean '" + nearest + "'? ") + Known(given, startsSentence: nearest is not null);
        Property?[] properties =
        [
            nearest is null ? null : new Property(IssueProperty.Replacement, nearest),
            element is null ? null : new Property(IssueProperty.Element, Numerals.Plain(element.Value)),
        ];
        issues.Report(
            IssueId.UnknownTensor,
            argument,
            EquatableArray.Of(kind, name, WhereElse(name, layers, index, scope) ?? guess),
            properties.OfType<Property>().ToEquatableArray());
        return null;
    }

    /// <summary>Why a name that exists can't be read here; null for one that doesn't exist.</summary>
    private static string? WhereElse(string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope)
    {
        for (int later = index; later < layers.Count; later++)
        {
            if (NameOf(layers[later], later) == name)
            {
                return later == index
                    ? "it is the name of this layer itself, which can't read its own result"
                    : "layer " + Numerals.Plain(later) + ", " + layers[later].Kind + ", has that name, but comes later: move it up, or read an earlier one";
            }
        }

        for (Scope? around = scope.Around; around is not null; around = around.Around)
        {
            if (around.Find(name) is not null)
            {
                return "a tensor outside the block has that name, and a block sees its own only: what enters it is 'input'";
            }
        }

        return null;
    }

    private static string NameOf(LayerDeclaration layer, int index) =>
        layer.Arguments.LastOrDefault(static given => given.Name == "Name")?.Value is ArgumentValue.Text text ? text.Value : Numerals.Plain(index);

    private static string Known(string[] names, bool startsSentence)
    {
        string[] shown = [.. names.Skip(names.Length - MostShown).Select(static name => "'" + name + "'")];
        string text = names.Length == 1 ? "the only earlier one with a name is " + shown[0]
            : names.Length <= MostShown ? "earlier ones with a name are " + string.Join(", ", shown.Take(shown.Length - 1)) + " and " + shown[shown.Length - 1]
            : "the last ones with a name are " + string.Join(", ", shown.Take(shown.Length - 1)) + " and " + shown[shown.Length - 1];
        return startsSentence ? char.ToUpperInvariant(text[0]) + text.Substring(1) : text;
    }
}
