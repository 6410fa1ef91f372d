using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>A way to mend an issue, as a change of what was declared: so it can be tried before it is offered.</summary>
/// <param name="Title">What it does, as a menu of an editor shows it: <c>Insert [Flatten] before it</c>.</param>
/// <param name="Block">The full name of the block whose stack is changed; null for the network's own.</param>
/// <param name="Edits">The changes.</param>
public sealed record Fix(string Title, string? Block, EquatableArray<Edit> Edits)
{
    /// <summary>The network with the changes made, or null where it can't be built then.</summary>
    public Network? Try(Network network) => NetworkBuilder.Build(Apply(network.Declaration)).Network;

    /// <summary>The declaration with the changes made.</summary>
    public NetworkDeclaration Apply(NetworkDeclaration declaration) => Block is null
        ? declaration with { Arguments = Changed(declaration.Arguments, NetworkIssue.WholeNetwork), Layers = Changed(declaration.Layers) }
        : declaration with
        {
            Blocks = declaration.Blocks.Select(block => block.Name == Block ? block with { Layers = Changed(block.Layers) } : block).ToEquatableArray(),
        };

    /// <summary>How fixes travel with a diagnostic: one property each, which <see cref="FixText"/> reads.</summary>
    public static IEnumerable<Property> Properties(IEnumerable<Fix> fixes) =>
        fixes.Select(static (fix, index) => new Property(FixText.Key(index), fix.Text.ToString()));

    private FixText Text => new(Title, Block is not null, [.. Edits.Select(TextOf)]);

    private static EditText TextOf(Edit edit) => edit switch
    {
        Edit.Set set => new EditText(EditKind.Set, set.Layer, [set.Argument, LayerText.Of(set.Value)]),
        Edit.Insert insert => new EditText(EditKind.Insert, insert.Before, [.. Enumerable.Repeat(LayerText.Of(insert.Layers), insert.Repeat)]),
        Edit.Replace replace => new EditText(EditKind.Replace, replace.Layer, [LayerText.Of(replace.Layers)]),
        _ => throw new InvalidOperationException(edit.ToString()),
    };

    private EquatableArray<LayerDeclaration> Changed(EquatableArray<LayerDeclaration> layers)
    {
        var changed = new List<LayerDeclaration>();
        for (int index = 0; index <= layers.Count; index++)
        {
            foreach (Edit.Insert insert in Edits.OfType<Edit.Insert>().Where(insert => insert.Before == index))
            {
                changed.AddRange(Enumerable.Repeat(insert.Layers, insert.Repeat).SelectMany(static line => line));
            }

            if (index == layers.Count)
            {
                continue;
            }

            if (Edits.OfType<Edit.Replace>().FirstOrDefault(replace => replace.Layer == index) is { } replace)
            {
                changed.AddRange(replace.Layers);
            }
            else
            {
                changed.Add(layers[index] with { Arguments = Changed(layers[index].Arguments, index) });
            }
        }

        return changed.ToEquatableArray();
    }

    private EquatableArray<Argument> Changed(EquatableArray<Argument> arguments, int layer)
    {
        Edit.Set[] changes = [.. Edits.OfType<Edit.Set>().Where(set => set.Layer == layer)];
        return arguments
            .Where(argument => changes.All(set => set.Argument != argument.Name))
            .Concat(changes.Select(static set => new Argument(set.Argument, set.Value)))
            .ToEquatableArray();
    }
}
