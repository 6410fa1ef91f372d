using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>Builds stacks of layers into a graph, the network's own and those of the blocks that it uses.</summary>
/// <param name="declaration">The network and its blocks.</param>
/// <param name="nodes">Where nodes go.</param>
/// <param name="issues">Where issues go.</param>
internal sealed class StackBuilder(NetworkDeclaration declaration, NodeList nodes, List<NetworkIssue> issues)
{
    private readonly Dictionary<string, BlockDeclaration> _blocks = declaration.Blocks.ToDictionary(static block => block.Name);

    /// <summary>Builds all layers of a stack; false after the first one with an issue, as what follows it would be a guess.</summary>
    public bool Build(EquatableArray<LayerDeclaration> layers, Scope scope)
    {
        for (int index = 0; index < layers.Count; index++)
        {
            var sink = new IssueSink(issues, scope.At(index), nodes.Source(scope.Current));
            LayerDeclaration declared = layers[index];
            EquatableArray<Argument> values = BlockValues.Replace(declared.Kind, declared.Arguments, scope.Values, sink);
            var arguments = new ArgumentReader(declared.Kind, values, sink);
            if (!sink.IsEmpty || !Build(declared.Kind, arguments, layers, index, scope, sink))
            {
                return false;
            }
        }

        return true;
    }

    private bool Build(string kind, ArgumentReader arguments, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink sink)
    {
        string name = arguments.OptionalText("Name") ?? Numerals.Plain(index);
        switch (kind)
        {
            case "From":
                return Tensor("From", "Tensor", arguments.Text("Tensor"), layers, index, scope, sink) is { } node && Continue(scope, name, node, "From", sink);

            case "Shortcut":
                bool projects = arguments.Flag("Projection", true);
                return sink.IsEmpty && ShortcutLayers.Append(projects, scope, scope.Prefix + name, scope.At(index), nodes, sink) && Continue(scope, name, scope.Current, "Shortcut", sink);

            case "Use" or "Stage":
                BlockUse use = BlockUse.Read(kind, arguments);
                return sink.IsEmpty && Use(use, kind, name, scope, scope.At(index), sink);

            default:
                return Layer(kind, arguments, name, layers, index, scope, sink);
        }
    }

    private bool Layer(string kind, ArgumentReader arguments, string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink sink)
    {
        if (!LayerCatalog.Contains(kind))
        {
            sink.Report(IssueId.ArgumentOutOfRange, null, kind, "the layer", kind, string.Join(", ", LayerCatalog.Kinds));
            return false;
        }

        Layer layer = LayerCatalog.Read(kind, arguments);
        if (!sink.IsEmpty)
        {
            return false;
        }

        var inputs = new List<int>();
        foreach (string? read in (layer as Join)?.Reads ?? [null])
        {
            if ((read is null ? scope.Current : Tensor(kind, kind == "Concat" ? "Tensors" : "Tensor", read, layers, index, scope, sink)) is not { } input)
            {
                return false;
            }

            inputs.Add(input);
        }

        return nodes.Append(layer, scope.Prefix + name, scope.At(index), inputs, sink) is { } node && Continue(scope, name, node.Index, layer.Description, sink);
    }

    /// <summary>Names the current tensor and moves on to it.</summary>
    private static bool Continue(Scope scope, string name, int node, string description, IssueSink sink)
    {
        scope.Current = node;
        return scope.Name(name, node, description, sink);
    }

    /// <summary>A tensor by its name; null after reporting that there is none.</summary>
    private static int? Tensor(string kind, string argument, string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink sink)
    {
        if (!sink.IsEmpty || scope.Find(name) is not null)
        {
            return sink.IsEmpty ? scope.Find(name) : null;
        }

        static string? NameOf(LayerDeclaration layer) => layer.Arguments.FirstOrDefault(static given => given.Name == "Name")?.Value is ArgumentValue.Text text ? text.Value : null;
        string[] given = [.. scope.GivenNames];
        string? nearest = NearestName.Find(name, given);
        int later = layers.Skip(index).Select(NameOf).TakeWhile(other => other != name).Count() + index;
        string why = later < layers.Count ? "layer " + Numerals.Plain(later) + ", " + layers[later].Kind + ", has that name, but comes later"
            : (nearest is null ? "" : "did you mean '" + nearest + "'? ") + "There " + (given.Length == 1 ? "is only " : "are ") + string.Join(", ", given.Select(static one => "'" + one + "'"));
        sink.Report(
            IssueId.UnknownTensor, argument, EquatableArray.Of(kind, name, why),
            nearest is null ? EquatableArray<Property>.Empty : EquatableArray.Of(new Property(IssueProperty.Replacement, nearest)));
        return null;
    }

    private bool Use(BlockUse use, string kind, string name, Scope scope, LayerPosition position, IssueSink sink)
    {
        if (!_blocks.TryGetValue(use.Block, out BlockDeclaration? block) || block.Layers.Count == 0)
        {
            sink.Report(
                IssueId.NoLayers, IssueArgument.Block, kind,
                use.ShortName, block is null ? "it has no [Block]: write [Block] above its layers" : "it has [Block] but no layers: write at least one below it");
            return false;
        }

        for (int repetition = 0; repetition < use.Repeat; repetition++)
        {
            string full = kind == "Use" ? name : use.NameOf(name, repetition);
            var values = new BlockValues(use.Width, nodes.Shape(scope.Current).Channels, repetition == 0 ? use.Stride : 1);
            var inner = new Scope(scope.Prefix + full + ".", scope.Current, position, block.Name, values);
            if (!Build(block.Layers, inner) || !Continue(scope, full, inner.Current, kind + " " + use.ShortName, sink))
            {
                return false;
            }
        }

        return kind == "Use" || BlockUse.HasPlace(name) || Continue(scope, name, scope.Current, kind + " " + use.ShortName, sink);
    }
}
