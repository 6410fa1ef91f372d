using System.Collections.Generic;
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
    private readonly IReadOnlyDictionary<string, BlockDeclaration> _blocks = BlockDeclaration.ByName(declaration.Blocks);

    /// <summary>Layers so far, those that make no node included: blocks that use blocks many times are many layers even where they are empty.</summary>
    private int _count;

    /// <summary>Builds all layers of a stack; false after the first one with an issue, as what follows it would be a guess.</summary>
    public bool Build(EquatableArray<LayerDeclaration> layers, Scope scope)
    {
        for (int index = 0; index < layers.Count; index++)
        {
            var sink = new IssueSink(issues, scope.At(index), nodes.Source(scope.Current));
            LayerDeclaration declared = layers[index];
            EquatableArray<Argument> values = BlockValues.Replace(declared.Kind, declared.Arguments, scope.Values, sink);
            var arguments = new ArgumentReader(declared.Kind, values, sink);
            if (!sink.IsEmpty
                || !Limits.Hold(++_count, Limits.Nodes, "layers", declared.Kind, Limits.FewerLayers, sink)
                || !Build(declared.Kind, arguments, layers, index, scope, sink))
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
                return From(arguments.Text("Tensor"), name, layers, index, scope, sink);

            case "Shortcut":
                return Shortcut(arguments.Flag("Projection", true), name, scope, scope.At(index), sink);

            case "Use" or "Stage":
                BlockUse use = BlockUse.Read(kind, arguments);
                return sink.IsEmpty && Use(use, kind, name, scope, scope.At(index), sink);

            default:
                return Layer(kind, arguments, name, layers, index, scope, sink);
        }
    }

    private static bool From(string tensor, string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink sink)
    {
        string description = "From " + tensor;
        if (!sink.IsEmpty || !scope.IsFree(name, description, sink) || TensorNames.Resolve("From", "Tensor", null, tensor, layers, index, scope, sink) is not { } node)
        {
            return false;
        }

        scope.Continue(name, node, description);
        return true;
    }

    private bool Shortcut(bool projects, string name, Scope scope, LayerPosition position, IssueSink sink)
    {
        if (!sink.IsEmpty || !scope.IsFree(name, "Shortcut", sink) || ShortcutLayers.Append(projects, scope, scope.Prefix + name, position, nodes, sink) is not { } node)
        {
            return false;
        }

        scope.Continue(name, node, "Shortcut");
        return true;
    }

    private bool Layer(string kind, ArgumentReader arguments, string name, EquatableArray<LayerDeclaration> layers, int index, Scope scope, IssueSink sink)
    {
        if (!LayerCatalog.Contains(kind))
        {
            sink.Report(IssueId.ArgumentOutOfRange, null, kind, "the layer", kind, string.Join(", ", LayerCatalog.Kinds));
            return false;
        }

        Layer layer = LayerCatalog.Read(kind, arguments);
        if (!sink.IsEmpty || !scope.IsFree(name, layer.Description, sink))
        {
            return false;
        }

        var inputs = new List<int>();
        foreach (string? read in (layer as Join)?.Reads ?? [null])
        {
            int? element = layer is Concat ? inputs.Count : null;
            if ((read is null ? scope.Current : TensorNames.Resolve(kind, ((Join)layer).Argument, element, read, layers, index, scope, sink)) is not { } input)
            {
                return false;
            }

            inputs.Add(input);
        }

        if (nodes.Append(layer, scope.Prefix + name, scope.At(index), inputs, sink) is not { } node)
        {
            return false;
        }

        scope.Continue(name, node.Index, layer.Description);
        return true;
    }

    private bool Use(BlockUse use, string kind, string name, Scope scope, LayerPosition position, IssueSink sink)
    {
        string description = kind + " " + use.ShortName;
        if (!_blocks.TryGetValue(use.Block, out BlockDeclaration? block) || block.Layers.Count == 0)
        {
            sink.Report(
                IssueId.NoLayers, IssueArgument.Block, kind, use.ShortName,
                block is null ? "a block is a class with [Block] above its layers" : "it has [Block] but no layers: write at least one below it");
            return false;
        }

        if (BlockUse.LegalName(kind, name) is { } legal)
        {
            sink.Report(IssueId.ArgumentOutOfRange, "Name", kind, "Name", "\"" + name + "\"", legal);
            return false;
        }

        bool namesTheWhole = kind == "Stage" && !BlockUse.HasPlace(name);
        if (!Limits.Hold(position.Within.Count + 1, Limits.Depth, "blocks within one another", description, "write some of their layers out", sink)
            || (namesTheWhole && !scope.IsFree(name, description, sink)))
        {
            return false;
        }

        for (int repetition = 0; repetition < use.Repeat; repetition++)
        {
            string full = kind == "Use" ? name : use.NameOf(name, repetition);
            var values = new BlockValues(use.Width, nodes.Shape(scope.Current).Channels, repetition == 0 ? use.Stride : 1);
            var inner = new Scope(scope.Prefix + full + ".", scope.Current, position, block.Name, values, scope);
            if (!scope.IsFree(full, description, sink) || !Build(block.Layers, inner))
            {
                return false;
            }

            scope.Continue(full, inner.Current, description);
        }

        if (namesTheWhole)
        {
            scope.Continue(name, scope.Current, description);
        }

        return true;
    }
}
