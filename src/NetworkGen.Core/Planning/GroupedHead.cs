using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>
/// The layers on vectors at a network's end, where they have more weights than a cache holds: they run over the vectors of a group of images at once, as
/// columns of one map, so that their weights come from memory once for all of these.
/// </summary>
/// <param name="Layers">These layers, in order.</param>
/// <param name="Source">The node whose result they begin with, or the network's input; it fills a block of channels, so that it lies in blocks even if it is the image.</param>
public sealed record GroupedHead(IReadOnlyList<FusedLayer> Layers, int Source)
{
    /// <summary>Images of a full group: two register tiles of 14. Their multiply-adds take about as long as a core takes to read the weights.</summary>
    public const int Images = 28;

    /// <summary>Bytes of weights that are worth it: fewer stay in the last cache from one image to the next.</summary>
    private const long FarWeights = 16 << 20;

    /// <summary>Channels of a vector at most: a group's must not take much memory.</summary>
    private const int MostChannels = 1 << 20;

    /// <summary>The head of a network; null where it runs image by image.</summary>
    public static GroupedHead? Of(Dataflow flow, IReadOnlyList<FusedLayer> layers)
    {
        // Each of these layers reads one tensor, so they are a chain.
        FusedLayer[] head = [.. layers.Reverse().TakeWhile(layer => layer.Nodes.All(IsColumnwise) && !flow.Prologue.Contains(layer.Node)).Reverse()];
        return WeightBytes(head.Select(static layer => layer.Node)) < FarWeights || head[0].Node.InputShapes[0].Channels < TensorLayout.FullBlock
            ? null
            : new(head, head[0].Node.Inputs[0]);
    }

    /// <summary>The maps that its convolutions write.</summary>
    public IEnumerable<TileRequest> TileRequests => Layers.Select(static layer => ConvolutionGeometry.Of(layer.Node)?.OfImages(Images).OutputTile).OfType<TileRequest>();

    private static bool IsColumnwise(Node node) =>
        node.InputShapes.Append(node.Shape).All(static shape => shape is { Height: 1, Width: 1, Channels: <= MostChannels }) && KernelCatalog.For(node).TakesColumns(node);

    private static long WeightBytes(IEnumerable<Node> nodes) =>
        nodes.Sum(static node => ConvolutionGeometry.Of(node)?.PackedLength(taps: 1, TensorLayout.FullBlock) ?? 0) * sizeof(float);
}
