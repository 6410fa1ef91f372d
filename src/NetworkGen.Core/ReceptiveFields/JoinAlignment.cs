using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// Whether the tensors that a join brings together show the same place of the image at the same position: jump and centre must agree.
/// Where only the sizes do, one path is off by half a pixel or more, and nothing says so.
/// </summary>
public static class JoinAlignment
{
    /// <summary>Below the least difference of two centres on any image, above what doubles lose.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Whether all inputs of a node are aligned along an axis; true for what joins nothing.</summary>
    public static bool IsAligned(Network network, Node node, Axis axis) => Misaligned(network, node, axis) is null;

    /// <summary>The first two inputs that are not; null where all are.</summary>
    public static (int First, int Second)? Misaligned(Network network, Node node, Axis axis)
    {
        if (node.Layer is not Join)
        {
            return null;
        }

        int[] placed = [.. Placed(network, node)];
        foreach (int input in placed.Skip(1))
        {
            if (!AreAligned(network.FieldOf(placed[0]).Along(axis), network.FieldOf(input).Along(axis), node.Shape.Along(axis)))
            {
                return (placed[0], input);
            }
        }

        return null;
    }

    /// <summary>The inputs whose positions are places of the image: not a 1×1 map that <c>Mul</c> uses for every position, nor what sees all of it.</summary>
    private static IEnumerable<int> Placed(Network network, Node node) => node.Inputs
        .Where((input, index) => !(node.Layer is Mul && (node.InputShapes[index].Height, node.InputShapes[index].Width) == (1, 1))
            && !FeatureLayer.SeesAll(network.FieldOf(input)));

    /// <summary>A map of one position has a centre, but no neighbours to be a jump apart.</summary>
    private static bool AreAligned(AxisField first, AxisField second, int positions) =>
        Math.Abs(first.Center - second.Center) < Rounding && (positions == 1 || Math.Abs(first.Jump - second.Jump) < Rounding);
}
