using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2008: an even kernel of a convolution has no centre, so its map lies half a position to one side. With an even stride it lies evenly, as
/// a 2×2 pool does, and a kernel that spans its whole input has one position and no sides: nothing is said of these.
/// </summary>
internal static class EvenKernel
{
    /// <summary>One issue for each layer as it was written.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        var trials = new Trials(network);
        foreach (Node node in AsWritten.Once(network.Nodes.Where(static node => node.Layer is Convolution layer && (IsEvenVertically(node, layer) || IsEvenHorizontally(node, layer)))))
        {
            var layer = (Convolution)node.Layer;
            yield return AsWritten.Issue(
                node, IssueId.EvenKernel, "KernelSize", Fixes(network, node, layer, trials),
                node.Layer.Description,
                Numerals.Plain(layer.KernelHeight) + "×" + Numerals.Plain(layer.KernelWidth),
                string.Join(" or ", OddOnes(node, layer)));
        }
    }

    private static bool IsEvenVertically(Node node, Convolution layer) => IsOffCentre(layer.Vertical(node.InputShapes[0])) && node.Shape.Height > 1;

    private static bool IsEvenHorizontally(Node node, Convolution layer) => IsOffCentre(layer.Horizontal(node.InputShapes[0])) && node.Shape.Width > 1;

    /// <summary>A dilation may leave an even number of taps a centre between them.</summary>
    private static bool IsOffCentre(Window window) => window.Extent % 2 == 0 && window.Stride % 2 == 1;

    /// <summary>The kernels next to it.</summary>
    private static IEnumerable<string> OddOnes(Node node, Convolution layer)
    {
        int smallest = Math.Min(IsEvenVertically(node, layer) ? layer.KernelHeight : int.MaxValue, IsEvenHorizontally(node, layer) ? layer.KernelWidth : int.MaxValue);
        if (IsEnough(smallest - 1, layer))
        {
            yield return Text(static size => size - 1);
        }

        yield return Text(size => Larger(size, layer));

        string Text(Func<int, int> odd) =>
            Numerals.Plain(IsEvenVertically(node, layer) ? odd(layer.KernelHeight) : layer.KernelHeight)
            + "×" + Numerals.Plain(IsEvenHorizontally(node, layer) ? odd(layer.KernelWidth) : layer.KernelWidth);
    }

    /// <summary>What is left of a 2×2 would be a 1×1, which sees no neighbours; and a kernel below its stride skips some.</summary>
    private static bool IsEnough(int size, Convolution layer) => size > 1 && size >= layer.Stride;

    private static int Larger(int size, Convolution layer) => Math.Max(size + 1, layer.Stride);

    /// <summary>The first odd kernel that keeps the map's size, else the first that can be built.</summary>
    private static IEnumerable<Fix> Fixes(Network network, Node node, Convolution layer, Trials trials)
    {
        if (layer.KernelHeight != layer.KernelWidth)
        {
            return [];
        }

        int[] sizes = [.. new[] { layer.KernelHeight - 1 }.Where(size => IsEnough(size, layer)), Larger(layer.KernelHeight, layer)];
        return new[] { true, false }
            .SelectMany(mustKeep => sizes.Select(size => OtherKernel.Of(network, node, size, mustKeep)))
            .Select(trials.Sound)
            .OfType<Fix>()
            .Take(1);
    }
}
