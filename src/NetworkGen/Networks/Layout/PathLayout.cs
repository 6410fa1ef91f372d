using System;
using System.ComponentModel;
using System.Numerics.Tensors;

namespace NetworkGen.Layout;

/// <summary>
/// The weights of two 1×1 convolutions whose results are added, as those of one over the channels of both: <c>[out / 16][in / 16 of the one, then of the
/// other][16][16]</c>, with the sum of their biases. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PathLayout
{
    private const int Lanes = 16;

    /// <summary>Packs one of them.</summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="bias">One per output channel, or none.</param>
    /// <param name="packed">The weights of both.</param>
    /// <param name="packedBias">The bias of both, by blocks of 16; what comes second is added to it.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive here.</param>
    /// <param name="firstBlock">The first of its blocks of input channels; 0 for the one that is packed first.</param>
    /// <param name="blocks">Blocks of both.</param>
    public static void Pack(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> packed, Span<float> packedBias, int outChannels, int inChannels, int firstBlock, int blocks)
    {
        for (int k = 0; k < outChannels; k += Lanes)
        {
            int count = Math.Min(Lanes, outChannels - k);
            WeightLayout.Pack(weight.Slice(k * inChannels, count * inChannels), Panel(packed, k, inChannels, firstBlock, blocks), count, inChannels, 1, 1, 1, 1, Lanes);
        }

        if (firstBlock == 0)
        {
            packedBias.Clear();
        }

        if (!bias.IsEmpty)
        {
            TensorPrimitives.Add(packedBias[..outChannels], bias, packedBias);
        }
    }

    /// <summary>The same with a batch norm folded in, as <see cref="WeightLayout.PackWithBatchNorm"/> does.</summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="bias">One per output channel, or none.</param>
    /// <param name="gamma">The batch norm's weight, or none for 1.</param>
    /// <param name="beta">The batch norm's bias, or none for 0.</param>
    /// <param name="mean">Its running mean.</param>
    /// <param name="variance">Its running variance.</param>
    /// <param name="eps">Its eps.</param>
    /// <param name="packed">The weights of both.</param>
    /// <param name="packedBias">The bias of both, by blocks of 16; what comes second is added to it.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive here.</param>
    /// <param name="firstBlock">The first of its blocks of input channels; 0 for the one that is packed first.</param>
    /// <param name="blocks">Blocks of both.</param>
    public static void PackWithBatchNorm(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float eps,
        Span<float> packed, Span<float> packedBias, int outChannels, int inChannels, int firstBlock, int blocks)
    {
        Span<float> ofBlock = stackalloc float[Lanes];
        for (int k = 0; k < outChannels; k += Lanes)
        {
            int count = Math.Min(Lanes, outChannels - k);
            WeightLayout.PackWithBatchNorm(
                weight.Slice(k * inChannels, count * inChannels), Part(bias, k, count), Part(gamma, k, count), Part(beta, k, count), mean.Slice(k, count), variance.Slice(k, count), eps,
                Panel(packed, k, inChannels, firstBlock, blocks), ofBlock, count, inChannels, 1, 1, 1, 1, Lanes);
            Span<float> target = packedBias.Slice(k, Lanes);
            if (firstBlock == 0)
            {
                ofBlock.CopyTo(target);
            }
            else
            {
                TensorPrimitives.Add(target, ofBlock, target);
            }
        }
    }

    /// <summary>Its weights for the block of output channels that begins with k.</summary>
    private static Span<float> Panel(Span<float> packed, int k, int inChannels, int firstBlock, int blocks) =>
        packed.Slice(((k / Lanes * blocks) + firstBlock) * Lanes * Lanes, (inChannels + Lanes - 1) / Lanes * Lanes * Lanes);

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> values, int first, int count) => values.IsEmpty ? values : values.Slice(first, count);
}
