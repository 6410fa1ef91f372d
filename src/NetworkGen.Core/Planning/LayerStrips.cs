using System.Collections.Generic;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A layer and the one that alone reads it, computed for a part after the other in inference: what passes between them stays in a cache, and is never a whole
/// map. Of cores that run an image together each takes strips of its own.
/// </summary>
/// <param name="First">The layer.</param>
/// <param name="Second">Its reader.</param>
/// <param name="Count">How many strips; together they are the map.</param>
public abstract record LayerStrips(FusedLayer First, FusedLayer Second, int Count)
{
    /// <summary>The node whose result passes from one to the other.</summary>
    public int Between => First.Last.Index;

    /// <summary>Rows of a strip, or blocks of channels.</summary>
    public abstract int Size { get; }

    /// <summary>How what passes between them lies in memory: one strip of the map.</summary>
    public abstract TensorLayout Passed(TensorLayout map);

    /// <summary>What one strip reads, or writes, of a node's result.</summary>
    public abstract Tensor Part(int node, Tensor result);

    /// <summary>How a convolution among the two is computed, strip by strip.</summary>
    internal abstract ConvolutionMethod ByStrips(ConvolutionMethod method);

    /// <summary>All pairs of a network; none has a layer in common with another.</summary>
    /// <param name="layers">Its layers as they run.</param>
    /// <param name="flow">Who reads whom.</param>
    /// <param name="storage">Where results lie.</param>
    /// <param name="methods">How its convolutions are computed.</param>
    internal static IEnumerable<LayerStrips> All(
        IReadOnlyList<FusedLayer> layers, Dataflow flow, Storage storage, IReadOnlyDictionary<int, ConvolutionMethod> methods)
    {
        for (int index = 0; index + 1 < layers.Count; index++)
        {
            (FusedLayer first, FusedLayer second) = (layers[index], layers[index + 1]);
            if (IsPassedOn(first, second, flow, storage) && Of(first, second, storage.Layout(first.Last.Index), methods) is { } strips)
            {
                yield return strips;
                index++;
            }
        }
    }

    /// <summary>Whether a result is a tensor of its own, no slice and not its input's, that the next layer alone reads.</summary>
    private static bool IsPassedOn(FusedLayer first, FusedLayer second, Dataflow flow, Storage storage)
    {
        int result = first.Last.Index;
        return flow.OnlyReaderOf(result) == second.Node && storage.Place(result) == new Place(result, 0) && storage.Layout(result).IsGapless;
    }

    private static LayerStrips? Of(FusedLayer first, FusedLayer second, TensorLayout map, IReadOnlyDictionary<int, ConvolutionMethod> methods) =>
        (LayerStrips?)RowStrips.Of(first, second, map, methods) ?? ChannelStrips.Of(first, second, map, methods);
}
