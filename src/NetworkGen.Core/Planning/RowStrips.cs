using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A layer of a large map and the 1×1 convolution behind it, computed for some rows after the others: what passes between them stays in a core's own cache.
/// </summary>
/// <param name="First">The layer: a batch norm, or a depthwise convolution.</param>
/// <param name="Second">The convolution.</param>
/// <param name="Stride">Rows of the first layer's input from one of its output to the next.</param>
/// <param name="Rows">Rows of a strip.</param>
/// <param name="Count">How many strips; together they are the map.</param>
public sealed record RowStrips(FusedLayer First, FusedLayer Second, int Stride, int Rows, int Count) : LayerStrips(First, Second, Count)
{
    /// <summary>A smaller map stays in the cache as a whole.</summary>
    private const double FewestBytes = ConvolutionCost.Cache / 2;

    /// <summary>Beside a strip the weights have room, and what is read and written.</summary>
    private const double MostBytes = ConvolutionCost.Cache / 4;

    /// <summary>Strips at least, so that many cores have some: more than <see cref="StripLoop.FewestDivided"/>, as without strips cores would divide all rows.</summary>
    private const int FewestStrips = 14;

    /// <summary>Positions that all weights are read for at least, as they are read again for each strip.</summary>
    private const int FewestPositions = 56;

    /// <summary>Rows that a depthwise convolution computes at once, as those share what they read.</summary>
    private const int DepthwiseRows = 2;

    /// <inheritdoc/>
    public override int Size => Rows;

    /// <summary>The strips of a layer and its reader, or null where they are no such pair.</summary>
    internal static RowStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        MakesRows(first, methods) && ReadsRows(second, methods) ? Of(first, second, map) : null;

    /// <inheritdoc/>
    public override TensorLayout Passed(TensorLayout map) => map with { Height = Rows };

    /// <inheritdoc/>
    public override Tensor Part(int node, Tensor result) => result.OfRows(node == First.Node.Inputs[0] ? Rows * Stride : Rows);

    /// <inheritdoc/>
    internal override ConvolutionMethod ByStrips(ConvolutionMethod method) => method with { Rows = Rows };

    private static bool MakesRows(FusedLayer layer, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        layer.Node.Layer is BatchNorm2d
        || (methods.TryGetValue(layer.Node.Index, out ConvolutionMethod? method) && method is { Winograd: null, IsPooled: false, Geometry.IsLanewise: true });

    private static bool ReadsRows(FusedLayer layer, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        layer.Beside is null && methods.TryGetValue(layer.Node.Index, out ConvolutionMethod? method)
        && method is { Winograd: null, IsPooled: false, ReadStride: 1, Geometry: { IsLanewise: false, Taps: 1, Vertical.Stride: 1, Horizontal.Stride: 1 } geometry }
        && geometry.InputHalo == Halo.None;

    /// <summary>The largest strips that are small enough and divide the map.</summary>
    private static RowStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map)
    {
        int stride = ConvolutionGeometry.Of(first.Node)?.Vertical.Stride ?? 1;
        int input = first.Node.Inputs[0];

        // The rows of one tensor can't be those that the first layer strides over and those that are added.
        if (stride > 1 && (first.Residual == input || second.Residual == input))
        {
            return null;
        }

        long row = map.Blocks * map.Pitch * sizeof(float);
        int step = first.Node.Layer is BatchNorm2d ? 1 : DepthwiseRows;
        int rows = Enumerable.Range(1, map.Height / FewestStrips)
            .LastOrDefault(rows => map.Height % rows == 0 && rows % step == 0 && rows * map.Width >= FewestPositions && rows * row <= MostBytes);
        return rows == 0 || map.Height * row < FewestBytes ? null : new RowStrips(first, second, stride, rows, map.Height / rows);
    }
}
