using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A node and the nodes it reads; −1 is the network's input.</summary>
public sealed record ReferenceNode(string Name, ReferenceOperation Operation, int[] Inputs);

/// <summary>From a case's stacks and blocks to a graph.</summary>
internal sealed class ReferenceGraph
{
    private const int Input = -1;
    private const int MostChannels = 1 << 20;
    private const int MostRepetitions = 10_000;
    private const int LargestStride = short.MaxValue;

    private readonly TestCase _case;
    private readonly List<ReferenceNode> _nodes = [];

    private ReferenceGraph(TestCase testCase) => _case = testCase;

    /// <summary>The nodes, each behind those it reads, and which of them is the output.</summary>
    /// <exception cref="IllegalLayerException">A layer can't stand where it stands.</exception>
    public static (IReadOnlyList<ReferenceNode> Nodes, int Output) Unfold(TestCase testCase)
    {
        var graph = new ReferenceGraph(testCase);
        var scope = new ReferenceScope("", Input, new Dictionary<string, int>(), []);
        graph.Build(testCase.Layers, scope);
        return scope.Current == Input ? throw new IllegalLayerException("the output is the input") : (graph._nodes, scope.Current);
    }

    private void Build(IReadOnlyList<LayerCase> layers, ReferenceScope scope)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            Build(layers[i], layers[i].NameAt(i), scope);
        }
    }

    private void Build(LayerCase layer, string name, ReferenceScope scope)
    {
        string fullName = scope.Prefix + name;
        Feature current = Feature(scope.Current);
        switch (layer.Kind)
        {
            case "From":
                scope.Continue(name, scope.Tensor(layer.Get<string>("Tensor")));
                break;
            case "Add" or "Mul":
                int other = scope.Tensor(layer.Get<string>("Tensor"));
                scope.Continue(name, Node(fullName, layer.Kind == "Add" ? new Sum(current, Feature(other)) : new Product(current, Feature(other)), scope.Current, other));
                break;
            case "Concat":
                int[] parts = [.. layer.Get<string[]>("Tensors").Select(scope.Tensor), scope.Current];
                scope.Continue(name, Node(fullName, new Concatenation([.. parts.Select(Feature)]), parts));
                break;
            case "Shortcut":
                scope.Continue(name, Shortcut(layer.Get<bool>("Projection"), fullName, scope));
                break;
            case "Use" or "Stage":
                Blocks(layer, name, scope);
                break;
            default:
                scope.Continue(name, Node(fullName, ReferenceLayers.Create(fullName, Resolve(layer, scope), current), scope.Current));
                break;
        }
    }

    /// <summary>The layer with numbers for symbols.</summary>
    private static LayerCase Resolve(LayerCase layer, ReferenceScope scope) => layer with
    {
        Arguments = [.. layer.Arguments.Select(argument => argument.Value is CaseNumber symbol ? argument with { Value = scope.Value(symbol) } : argument)],
    };

    /// <summary>
    /// x + input where the shapes agree and no stride is asked for; else x + norm(convolution(input)), 1×1, with the block's stride if that
    /// leads there, or the smallest that does. Without a projection: then x alone.
    /// </summary>
    private int Shortcut(bool projects, string name, ReferenceScope scope)
    {
        Feature from = Feature(scope.Input);
        Feature to = Feature(scope.Current);
        int asked = scope.Symbols.GetValueOrDefault("Stride", 1);
        bool Leads(int stride) => (from.Height + stride - 1) / stride == to.Height && (from.Width + stride - 1) / stride == to.Width;
        if (from == to && !(asked > 1 && Leads(asked)))
        {
            return Node(name, new Sum(to, from), scope.Current, scope.Input);
        }

        if (!projects)
        {
            return scope.Current;
        }

        int[] strides = [.. Enumerable.Range(1, Math.Max(from.Height, from.Width)).Prepend(asked).Where(Leads)];
        if (from.IsVector || to.IsVector || strides.Length == 0)
        {
            throw new IllegalLayerException($"a shortcut from {from} to {to}");
        }

        int projected = Node(name + ".0", ReferenceLayers.Create(name + ".0", Layers.Conv2d(to.Channels, 1, stride: strides[0], bias: false), from), scope.Input);
        int normed = Node(name + ".1", ReferenceLayers.Create(name + ".1", Layers.BatchNorm2d(), Feature(projected)), projected);
        return Node(name, new Sum(to, Feature(normed)), scope.Current, normed);
    }

    private void Blocks(LayerCase layer, string name, ReferenceScope scope)
    {
        string used = layer.Get<string>("Block");
        BlockCase block = _case.Blocks.First(candidate => candidate.Name == used);
        if (scope.Blocks.Contains(used) || block.Layers.Count == 0)
        {
            throw new IllegalLayerException($"block {used} uses itself, or is empty");
        }

        bool isStage = layer.Kind == "Stage";
        bool isPlaced = name.Contains("{i}", StringComparison.Ordinal) || name.Contains("{n}", StringComparison.Ordinal);
        int stride = scope.Number(layer, "Stride", LargestStride);
        int repeat = isStage ? scope.Number(layer, "Repeat", MostRepetitions) : 1;
        for (int i = 0; i < repeat; i++)
        {
            int number = i + (isStage ? layer.Get<int>("FirstIndex") : 0);
            string repetition = !isStage ? name : isPlaced ? name.Replace("{i}", Text(number)).Replace("{n}", Text(number + 1)) : name + "." + Text(number);
            var symbols = new Dictionary<string, int> { ["In"] = Feature(scope.Current).Channels, ["Stride"] = i == 0 ? stride : 1 };
            if (layer.Has("Width"))
            {
                symbols["Width"] = scope.Number(layer, "Width", MostChannels);
            }

            var inner = new ReferenceScope(scope.Prefix + repetition + ".", scope.Current, symbols, [.. scope.Blocks, used]);
            Build(block.Layers, inner);
            scope.Continue(repetition, inner.Current);
        }

        if (isStage && !isPlaced)
        {
            scope.Continue(name, scope.Current);
        }
    }

    private int Node(string name, ReferenceOperation operation, params int[] inputs)
    {
        if (_nodes.Any(node => node.Name == name))
        {
            throw new IllegalLayerException($"two layers are called {name}");
        }

        _nodes.Add(new ReferenceNode(name, operation, inputs));
        return _nodes.Count - 1;
    }

    private Feature Feature(int node) => node == Input ? new Feature(_case.Input, IsVector: false) : _nodes[node].Operation.Output;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
