using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A convolution and the pool of a small map behind it, most often the global one at a network's end, computed for some blocks of channels after the others: what
/// is pooled has just been stored, and lies in the first-level cache.
/// </summary>
/// <param name="First">The convolution.</param>
/// <param name="Second">The pool.</param>
/// <param name="Blocks">Blocks of channels of a strip.</param>
/// <param name="Count">How many strips; together they are the map.</param>
public sealed record ChannelStrips(FusedLayer First, FusedLayer Second, int Blocks, int Count) : LayerStrips(First, Second, Count)
{
    /// <summary>As many as the widest register tile takes.</summary>
    private const int BlocksOfStrip = 4;

    /// <summary>Half of a small first-level cache.</summary>
    private const double MostBytes = 16 << 10;

    /// <inheritdoc/>
    public override int Size => Blocks;

    /// <summary>The strips of a layer and its reader, or null where they are no such pair.</summary>
    internal static ChannelStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        MakesBlocks(first, methods) && Shrinks(second.Node, map) ? Of(first, second, map) : null;

    /// <inheritdoc/>
    public override TensorLayout Passed(TensorLayout map) => map with { Channels = Blocks * TensorLayout.FullBlock };

    /// <summary>All channels of what the convolution reads; of all else those of the strip.</summary>
    public override Tensor Part(int node, Tensor result) => node == First.Node.Inputs[0] ? result : result.OfBlocks(Blocks);

    /// <inheritdoc/>
    internal override ConvolutionMethod ByStrips(ConvolutionMethod method) => method with { Blocks = Blocks };

    /// <summary>Whether a layer is a pool that leaves half of the map or less: what all strips make stands beside all that they read.</summary>
    private static bool Shrinks(Node pool, TensorLayout map) =>
        KernelCatalog.For(pool) is Pooling && 2 * pool.Shape.Height * pool.Shape.Width <= map.Height * map.Width;

    /// <summary>Whether a layer is a direct sum whose output channels are as good as layers of their own, and reads nothing both as a whole and by blocks.</summary>
    private static bool MakesBlocks(FusedLayer layer, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        layer.Beside is null && layer.Residual != layer.Node.Inputs[0] && methods.TryGetValue(layer.Node.Index, out ConvolutionMethod? method)
        && method is { Winograd: null, IsPooled: false, ReadStride: 1, Geometry.Groups: 1 };

    private static ChannelStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map)
    {
        int count = map.Blocks / BlocksOfStrip;
        bool isWorthIt = map.Blocks % BlocksOfStrip == 0 && count >= StripLoop.FewestDivided && BlocksOfStrip * map.Plane * sizeof(float) <= MostBytes;
        return isWorthIt ? new ChannelStrips(first, second, BlocksOfStrip, count) : null;
    }
}
