using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A layer and the 1×1 convolution that alone reads it, computed for some rows after the others in inference: what passes between them stays in the cache, and
/// is never a whole map. Of cores that run an image together each takes strips of its own.
/// </summary>
/// <param name="First">The layer: a batch norm, or a depthwise convolution.</param>
/// <param name="Second">The convolution.</param>
/// <param name="Rows">Rows of a strip.</param>
/// <param name="Count">How many strips; together they are the map.</param>
public sealed record RowStrips(FusedLayer First, FusedLayer Second, int Rows, int Count)
{
    /// <summary>A smaller map stays in the cache as a whole.</summary>
    private const double FewestBytes = ConvolutionCost.Cache / 2;

    /// <summary>Beside a strip the weights have room, and what is read and written.</summary>
    private const double MostBytes = ConvolutionCost.Cache / 4;

    /// <summary>Positions that all weights are read for at least, as they are read again for each strip.</summary>
    private const int FewestPositions = 56;

    /// <summary>Rows that a depthwise convolution computes at once, as those share what they read.</summary>
    private const int DepthwiseRows = 2;

    /// <summary>Rows of the first layer's input from one of its output to the next.</summary>
    public int Stride => ConvolutionGeometry.Of(First.Node)?.Vertical.Stride ?? 1;

    /// <summary>All pairs of a network.</summary>
    /// <param name="layers">Its layers as they run.</param>
    /// <param name="flow">Who reads whom.</param>
    /// <param name="storage">Where results lie.</param>
    /// <param name="methods">How its convolutions are computed.</param>
    internal static IEnumerable<RowStrips> All(
        IReadOnlyList<FusedLayer> layers, Dataflow flow, Storage storage, IReadOnlyDictionary<int, ConvolutionMethod> methods)
    {
        for (int index = 0; index + 1 < layers.Count; index++)
        {
            FusedLayer first = layers[index];
            FusedLayer second = layers[index + 1];
            if (IsPassedOn(first, second, flow, storage) && MakesRows(first, methods) && ReadsRows(second, methods) && Of(first, second, storage.Layout(first.Last.Index)) is { } strips)
            {
                yield return strips;
            }
        }
    }

    /// <summary>Whether a result is a tensor of its own that the next layer alone reads, and at the same position only.</summary>
    private static bool IsPassedOn(FusedLayer first, FusedLayer second, Dataflow flow, Storage storage)
    {
        int result = first.Last.Index;
        return flow.OnlyReaderOf(result) == second.Node && second.Node.Inputs[0] == result && second.Residual != result
            && storage.Place(result) == new Place(result, 0) && storage.Place(second.Last.Index).Root != result
            && first.Inputs.All(input => storage.Layout(input).Block == TensorLayout.FullBlock)
            && storage.Layout(result).IsGapless;
    }

    private static bool MakesRows(FusedLayer layer, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        layer.Node.Layer is BatchNorm2d || (methods.TryGetValue(layer.Node.Index, out ConvolutionMethod? method) && method is { Winograd: null, IsPooled: false, Geometry.IsLanewise: true });

    private static bool ReadsRows(FusedLayer layer, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        methods.TryGetValue(layer.Node.Index, out ConvolutionMethod? method)
        && method is { Winograd: null, IsPooled: false, Geometry: { IsLanewise: false, Taps: 1, Vertical.Stride: 1, Horizontal.Stride: 1 } geometry }
        && geometry.InputHalo == Halo.None && geometry.Input.Height == geometry.Output.Height;

    /// <summary>The largest strips that are small enough and divide the map, enough of them for many cores.</summary>
    private static RowStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map)
    {
        long row = map.Blocks * map.Pitch * sizeof(float);
        int step = first.Node.Layer is BatchNorm2d ? 1 : DepthwiseRows;
        int rows = Enumerable.Range(1, map.Height / StripLoop.FewestDivided)
            .LastOrDefault(rows => map.Height % rows == 0 && rows % step == 0 && rows * map.Width >= FewestPositions && rows * row <= MostBytes);
        return rows == 0 || map.Height * row < FewestBytes ? null : new RowStrips(first, second, rows, map.Height / rows);
    }
}
