using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>
/// From the changes of a declaration to those of its text. Only what changes is touched, so comments and layout stay as they are; and
/// all places are those of the file before any change, as the edits' own are.
/// </summary>
/// <param name="stack">What is changed.</param>
/// <param name="text">The file it is in.</param>
internal sealed class StackEditor(LayerStack stack, SourceText text)
{
    /// <summary>The changes, or null where one of the edits can't be made here.</summary>
    public IReadOnlyList<TextChange>? Changes(IReadOnlyList<EditText> edits)
    {
        var replaced = new HashSet<int>(edits.Where(static edit => edit.Kind == EditKind.Replace).Select(static edit => edit.Layer));
        IEnumerable<TextChange>?[] changes =
        [
            .. Of(EditKind.Insert).Select(Insert),
            .. Of(EditKind.Replace).Select(Replace),
            .. Of(EditKind.Set).Where(group => !replaced.Contains(group.Key)).Select(Set),
        ];
        return changes.Any(static change => change is null)
            ? null
            : [.. changes.SelectMany(static change => change!)];

        IEnumerable<IGrouping<int, EditText>> Of(EditKind kind) => edits.Where(edit => edit.Kind == kind).GroupBy(static edit => edit.Layer);
    }

    private IEnumerable<TextChange>? Insert(IGrouping<int, EditText> edits)
    {
        if (edits.Key < 0 || edits.Key > stack.Layers.Length || stack.Layers.IsEmpty)
        {
            return null;
        }

        var writer = new LayerWriter(text);
        bool isAtEnd = edits.Key == stack.Layers.Length;
        AttributeSyntax beside = stack.Layers[isAtEnd ? edits.Key - 1 : edits.Key];
        string[] lines = [.. edits.SelectMany(static edit => edit.Parts).Select(Beside(beside).Layers)];
        return [isAtEnd ? writer.After(beside, lines) : writer.Before(beside, lines)];
    }

    private IEnumerable<TextChange>? Replace(IGrouping<int, EditText> edits) =>
        AttributeAt(edits.Key) is { } layer
            ? [new LayerWriter(text).InPlaceOf(layer, new WrittenValues(stack.Semantics, layer).Keep(string.Join(", ", edits.First().Parts.Select(Beside(layer).Layers))))]
            : null;

    private IEnumerable<TextChange>? Set(IGrouping<int, EditText> edits) =>
        AttributeAt(edits.Key) is { } layer && stack.Semantics.GetSymbolInfo(layer).Symbol is IMethodSymbol constructor
            ? new ArgumentWriter(text, layer, constructor).Set([.. edits.Select(edit => new KeyValuePair<string, string>(edit.Parts[0], Beside(layer).Value(edit.Parts[1])))])
            : null;

    private AttributeSyntax? AttributeAt(int layer) => layer < 0 ? stack.Owner : stack.Layers.ElementAtOrDefault(layer);

    private Qualifier Beside(AttributeSyntax attribute) => new(stack.Semantics, attribute);
}
