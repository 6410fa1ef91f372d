using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>The network again with one thing changed, up to its feature layer: the proposals of rules are computed, not estimated.</summary>
internal static class WhatIf
{
    private static readonly MaxPool2d _pool = new() { KernelSize = 2, Stride = 2 };

    /// <summary>Shape and field of <paramref name="last"/>'s result with a 2×2 pool behind <paramref name="place"/>; null where a layer no longer fits.</summary>
    public static Tensor? PoolBehind(Network network, Node place, Node last) => Replay(network, network.InputShape, place, last);

    /// <summary>Shape and field of <paramref name="last"/>'s result on an image of another size; null where a layer no longer fits.</summary>
    public static Tensor? OnImage(Network network, int height, int width, Node last) =>
        Replay(network, network.InputShape with { Height = height, Width = width }, null, last);

    private static Tensor? Replay(Network network, TensorShape image, Node? place, Node last)
    {
        var input = new Tensor(image, ReceptiveField.Pixel);
        var results = new Tensor[last.Index + 1];
        for (int index = 0; index <= last.Index; index++)
        {
            Node node = network.Nodes[index];
            Tensor[] arriving = [.. node.Inputs.Select(index => index == Network.Input ? input : results[index])];
            if (Through(node.Layer, arriving) is not { } result)
            {
                return null;
            }

            if (index == place?.Index)
            {
                if (Through(_pool, [result]) is not { } pooled)
                {
                    return null;
                }

                result = pooled;
            }

            results[index] = result;
        }

        return results[last.Index];
    }

    private static Tensor? Through(Layer layer, IReadOnlyList<Tensor> arriving)
    {
        var unheard = new IssueSink(new List<NetworkIssue>(), LayerPosition.Whole);
        ReceptiveField field = FieldCalculator.Join(arriving.Select(static tensor => tensor.Field));
        return layer.Infer([.. arriving.Select(static tensor => tensor.Shape)], unheard) is { } shape
            ? new Tensor(shape, FieldCalculator.Through(field, layer.FieldStep(arriving[0].Shape), arriving[0].Shape))
            : null;
    }

    /// <summary>A result: its shape and what it sees.</summary>
    public sealed record Tensor(TensorShape Shape, ReceptiveField Field);
}
