using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Sizes of an image's axis, near its own, on which no layer's padding is uneven.</summary>
/// <param name="Own">The axis as it is.</param>
/// <param name="Smaller">The next such size that is smaller or the same; null where none is near.</param>
/// <param name="Larger">The next such size that is larger or the same.</param>
internal sealed record EvenSizes(int Own, int? Smaller, int? Larger)
{
    /// <summary>Sizes repeat after the product of all strides; beyond so many pixels none is near.</summary>
    private const int Far = 128;

    /// <summary>The nearer one.</summary>
    public int? Nearest => Smaller is null || Larger - Own <= Own - Smaller ? Larger : Smaller;

    /// <summary>Looks for them.</summary>
    public static EvenSizes Near(Network network, bool isVertical)
    {
        int own = isVertical ? network.InputShape.Height : network.InputShape.Width;
        double jump = network.Nodes.Max(node => isVertical ? node.Field.Vertical.Jump : node.Field.Horizontal.Jump);
        int[] distances = [.. Enumerable.Range(0, (int)Math.Min(Far, jump) + 1)];
        return new EvenSizes(
            own,
            distances.Select(distance => (int?)(own - distance)).FirstOrDefault(size => size > 0 && IsEven(network, size!.Value, isVertical)),
            distances.Select(distance => (int?)(own + distance)).FirstOrDefault(size => size <= Limits.Image && IsEven(network, size!.Value, isVertical)));
    }

    /// <summary>In words: <c>images of 193 or 225 pixels have none</c>.</summary>
    public static string Text(Network network, EvenSizes rows, EvenSizes columns)
    {
        if (rows.Nearest is not { } height || columns.Nearest is not { } width)
        {
            return "no image of about this size has none: other paddings or strides have";
        }

        IEnumerable<string> sizes = new[] { rows.Smaller, rows.Larger }.OfType<int>().Distinct().Select(static size => Numerals.Grouped(size));
        return rows == columns
            ? "images of " + string.Join(" or ", sizes) + " pixels have none"
            : "images of " + Numerals.Grouped(width) + "×" + Numerals.Grouped(height) + " pixels (width × height) have none";
    }

    private static bool IsEven(Network network, int size, bool isVertical)
    {
        int[] sizes = new int[network.Nodes.Count];
        foreach (Node node in network.Nodes)
        {
            int arriving = Of(node.Inputs[0]);
            if (FeatureLayer.SeesAll(node.Field))
            {
                sizes[node.Index] = Along(node.Shape, isVertical);
                continue;
            }

            for (int i = 1; i < node.Inputs.Count; i++)
            {
                if (Along(node.InputShapes[i], isVertical) == Along(node.InputShapes[0], isVertical) && Of(node.Inputs[i]) != arriving)
                {
                    return false;
                }
            }

            if (UnevenPadding.WindowOf(node, isVertical) is { } window && UnevenPadding.Over(window, arriving) > 0)
            {
                return false;
            }

            sizes[node.Index] = Behind(node, arriving, isVertical);
            if (sizes[node.Index] < 1)
            {
                return false;
            }
        }

        return true;

        int Of(int input) => input == Network.Input ? size : sizes[input];
    }

    /// <summary>The size that leaves where <paramref name="size"/> arrives.</summary>
    private static int Behind(Node node, int size, bool isVertical)
    {
        var arriving = new TensorShape(1, size, size);
        return node.Layer switch
        {
            Convolution layer => (isVertical ? layer.Vertical(arriving) : layer.Horizontal(arriving)).Outputs(size),
            Pool2d layer => (isVertical ? layer.Vertical(arriving) : layer.Horizontal(arriving)).Outputs(size),
            AdaptivePool2d layer => layer.OutputSize,
            Layer layer => Along(node.Shape, isVertical) + ((size - Along(node.InputShapes[0], isVertical)) * layer.FieldStep(node.InputShapes[0]).Vertical.Stride),
        };
    }

    private static int Along(TensorShape shape, bool isVertical) => isVertical ? shape.Height : shape.Width;
}
