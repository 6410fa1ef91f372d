using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>The network again with one thing changed: the proposals of rules are computed, not estimated.</summary>
internal static class WhatIf
{
    private static readonly MaxPool2d _pool = new() { KernelSize = 2, Stride = 2 };

    /// <summary>
    /// Shape and field of every node up to one, with 2×2 pools behind layers of the network's own stack; null where a layer no longer fits. A pool
    /// is read by the next layer of the stack; what reads the layer before it by its name still does.
    /// </summary>
    public static IReadOnlyList<Tensor>? PoolsBehind(Network network, IReadOnlyCollection<int> layers, Node last) => Replay(network, network.InputShape, layers, last);

    /// <summary>Shape and field of <paramref name="last"/>'s result on an image of another size; null where a layer no longer fits.</summary>
    public static Tensor? OnImage(Network network, int height, int width, Node last) =>
        Replay(network, network.InputShape with { Height = height, Width = width }, [], last)?[last.Index];

    /// <summary>The tensor behind a 2×2 pool; null where none fits.</summary>
    public static Tensor? Pooled(Tensor tensor) => Through(_pool, [tensor]);

    private static IReadOnlyList<Tensor>? Replay(Network network, TensorShape image, IReadOnlyCollection<int> pools, Node last)
    {
        var input = new Tensor(image, ReceptiveField.Pixel);
        var results = new Tensor[last.Index + 1];
        var pooled = new Dictionary<int, Tensor>();
        for (int index = 0; index <= last.Index; index++)
        {
            Node node = network.Nodes[index];
            Tensor[] arriving = [.. node.Inputs.Select(read => read == Network.Input ? input : IsNext(node, read) && pooled.TryGetValue(read, out Tensor? pool) ? pool : results[read])];
            if (Through(node.Layer, arriving) is not { } result)
            {
                return null;
            }

            results[index] = result;
            if (pools.Contains(node.LayerIndex) && IsLastOfItsLayer(network, node))
            {
                if (Pooled(result) is not { } behind)
                {
                    return null;
                }

                pooled[index] = behind;
            }
        }

        return results;

        bool IsNext(Node node, int read) => node.LayerIndex == network.Nodes[read].LayerIndex + 1;
    }

    private static bool IsLastOfItsLayer(Network network, Node node) =>
        node.Index + 1 == network.Nodes.Count || network.Nodes[node.Index + 1].LayerIndex != node.LayerIndex;

    private static Tensor? Through(Layer layer, IReadOnlyList<Tensor> arriving)
    {
        var unheard = new IssueSink(new List<NetworkIssue>(), LayerPosition.Whole);
        ReceptiveField field = FieldCalculator.Join(arriving.Select(static tensor => tensor.Field));
        return layer.Infer([.. arriving.Select(static tensor => tensor.Shape)], unheard) is { } shape
            ? new Tensor(shape, FieldCalculator.Through(field, layer.FieldStep(arriving[0].Shape), arriving[0].Shape))
            : null;
    }

    /// <summary>A result: its shape and what it sees.</summary>
    public sealed record Tensor(TensorShape Shape, ReceptiveField Field)
    {
        /// <summary>Behind so many 3×3 layers with padding 1: the map keeps its size.</summary>
        public Tensor Behind(int layers)
        {
            var step = new FieldStep(new Window(3, 1, 1, 1, 1), new Window(3, 1, 1, 1, 1));
            ReceptiveField field = Field;
            for (int i = 0; i < layers; i++)
            {
                field = FieldCalculator.Through(field, step, Shape);
            }

            return this with { Field = field };
        }
    }
}
