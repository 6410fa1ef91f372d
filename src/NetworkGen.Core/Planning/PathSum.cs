using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Two paths that end with a 1×1 convolution each and then with their sum, as a block's main path and its projection do: W₁·x₁ + W₂·x₂ is one 1×1 convolution
/// over the channels of both, so that neither path's result is written and read again. What both read stands side by side in one tensor, the joint one.
/// In inference only, where batch norms are folded into weights.
/// </summary>
internal static class PathSum
{
    /// <summary>
    /// Whether two layers are computed so: the second one ends with the addition of the first one's result, which nobody else reads, and nothing is lost by it as
    /// far as can be told before tensors have places: an input that turns out to be a part of another tensor is copied.
    /// </summary>
    /// <param name="first">The layer that runs first.</param>
    /// <param name="second">The other one.</param>
    /// <param name="before">Those before it.</param>
    /// <param name="flow">Who reads whom.</param>
    public static bool Suits(FusedLayer first, FusedLayer second, IReadOnlyList<FusedLayer> before, Dataflow flow) =>
        first is { Addition: null, Activation: null, Pool: null } && second is { Addition: not null, Pool: null }
        && flow.OnlyReaderOf(first.Last.Index) == second.Addition
        && first.Node.Inputs[0] != second.Node.Inputs[0]
        && (FillsBlocks(first) || FillsBlocks(second))
        && new[] { first, second }.All(path => IsPointwise(path.Node) && SuitsInput(path, before, flow));

    /// <summary>The paths of a layer in the order of their channels in the joint tensor, each with its first block there.</summary>
    public static IReadOnlyList<(FusedLayer Path, int FirstBlock)> Paths(FusedLayer layer)
    {
        FusedLayer[] paths = FillsBlocks(layer.Beside!) ? [layer.Beside!, layer] : [layer, layer.Beside!];
        return [(paths[0], 0), (paths[1], Channels(paths[0]) / TensorLayout.FullBlock)];
    }

    /// <summary>The shape of the joint tensor.</summary>
    public static TensorShape Shape(FusedLayer layer) => layer.Node.Shape with { Channels = Channels(layer) + Channels(layer.Beside!) };

    /// <summary>The one convolution that it is.</summary>
    public static ConvolutionGeometry Geometry(FusedLayer layer) =>
        ConvolutionGeometry.Of(layer.Node)!.OfRead with { InChannels = Shape(layer).Channels, Input = Shape(layer) };

    /// <summary>Whether a path reads every position of its input, so that this may stand in the joint tensor itself; of others a copy does.</summary>
    public static bool ReadsAll(FusedLayer path) => ConvolutionGeometry.Of(path.Node) is { CanJoinRows: true };

    private static bool IsPointwise(Node node) => node is { Layer: Conv2d, Shape: { Height: > 1 } or { Width: > 1 } }
        && ConvolutionGeometry.Of(node) is { Groups: 1 } geometry && (geometry.CanJoinRows || ConvolutionMethod.CopiesWhatItReads(geometry));

    /// <summary>
    /// Not the image, which may lie in planes. Of a map that is read as a whole, neither one that others want zeros around, as the joint tensor would have them, nor
    /// what a depthwise convolution or a batch norm makes, which need not be a whole map (<see cref="RowStrips"/>).
    /// </summary>
    private static bool SuitsInput(FusedLayer path, IReadOnlyList<FusedLayer> before, Dataflow flow)
    {
        int input = path.Node.Inputs[0];
        if (input == Network.Input || flow.Prologue.Any(node => node.Index == input))
        {
            return false;
        }

        return !ReadsAll(path)
            || (flow.ReadersOf(input).All(static reader => KernelCatalog.For(reader).InputHalo(reader) == Halo.None)
                && !before.Any(layer => layer.Last.Index == input && (layer.Node.Layer is BatchNorm2d || ConvolutionGeometry.Of(layer.Node) is { IsLanewise: true })));
    }

    private static bool FillsBlocks(FusedLayer path) => Channels(path) % TensorLayout.FullBlock == 0;

    private static int Channels(FusedLayer path) => path.Node.InputShapes[0].Channels;
}
