using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// Weights of 3×3 kernels for Winograd's minimal filtering: U = G·w·Gᵀ, each of its values on a plane of its own,
/// <c>[products][out / 16][in / 16][16 in][16 out]</c>. Computed in double and rounded once. For generated code.
/// Source: Lavin and Gray 2015, arXiv 1509.09308; G by Toom and Cook's construction for the points that the transforms of the generated code use: 0, 1, −1, ∞ and, for tiles of four outputs, ½ and −2.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradLayout
{
    private const int Side = 3;
    private const int Taps = Side * Side;
    private const int Lanes = 16;
    private const int MostInputs = 6;

    /// <summary>Packs weights.</summary>
    /// <param name="weight">PyTorch's layout: out × in × 3 × 3.</param>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive.</param>
    /// <param name="outputs">Outputs of a tile along each axis: 2 or 4.</param>
    public static void Pack(ReadOnlySpan<float> weight, Span<float> packed, int outChannels, int inChannels, int outputs) =>
        Pack(weight, [], [], 0, packed, outChannels, inChannels, outputs);

    /// <summary>Packs weights with a batch norm folded in: weight · γ/√(var + eps).</summary>
    /// <param name="weight">PyTorch's layout: out × in × 3 × 3.</param>
    /// <param name="gamma">The batch norm's weight, or none for 1.</param>
    /// <param name="variance">Its running variance; none where there is no batch norm.</param>
    /// <param name="eps">Its eps.</param>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive.</param>
    /// <param name="outputs">Outputs of a tile along each axis: 2 or 4.</param>
    public static void Pack(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> gamma, ReadOnlySpan<float> variance, float eps, Span<float> packed, int outChannels, int inChannels, int outputs)
    {
        int outBlocks = (outChannels + Lanes - 1) / Lanes;
        Span<double> scales = stackalloc double[Lanes];
        for (int block = 0; block < outBlocks; block++)
        {
            int lanes = Math.Min(Lanes, outChannels - (block * Lanes));
            scales.Fill(1);
            for (int lane = 0; lane < lanes && !variance.IsEmpty; lane++)
            {
                scales[lane] = WeightLayout.Scale(gamma, variance, eps, (block * Lanes) + lane);
            }

            Transform(weight[(block * Lanes * inChannels * Taps)..], inChannels * Taps, Taps, isTurned: false, lanes, scales, packed, block, outBlocks, inChannels, outputs);
        }
    }

    /// <summary>Packs weights turned around and with in and out exchanged, for the gradient of the input.</summary>
    /// <param name="weight">PyTorch's layout: out × in × 3 × 3.</param>
    /// <param name="packed">The kernels' layout, <c>[products][in / 16][out / 16][16 out][16 in]</c>.</param>
    /// <param name="outChannels">Channels that leave forward.</param>
    /// <param name="inChannels">Channels that arrive forward.</param>
    /// <param name="outputs">Outputs of a tile along each axis: 2 or 4.</param>
    public static void PackTurned(ReadOnlySpan<float> weight, Span<float> packed, int outChannels, int inChannels, int outputs)
    {
        int inBlocks = (inChannels + Lanes - 1) / Lanes;
        Span<double> scales = stackalloc double[Lanes];
        scales.Fill(1);
        for (int block = 0; block < inBlocks; block++)
        {
            int lanes = Math.Min(Lanes, inChannels - (block * Lanes));
            Transform(weight[(block * Lanes * Taps)..], Taps, inChannels * Taps, isTurned: true, lanes, scales, packed, block, inBlocks, outChannels, outputs);
        }
    }

    /// <summary>G·w·Gᵀ for a block of channels that leave, side by side.</summary>
    /// <param name="weight">The weights from the first of these channels on.</param>
    /// <param name="leaving">Floats from one channel that leaves to the next.</param>
    /// <param name="arriving">Floats from one channel that arrives to the next.</param>
    /// <param name="isTurned">Whether the taps are turned around.</param>
    /// <param name="lanes">How many channels of the block there are; the others get zeros.</param>
    /// <param name="scales">A factor for each of them.</param>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="block">Which block of channels that leave.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="channels">Channels that arrive; their last block is filled up with zeros.</param>
    /// <param name="outputs">Outputs of a tile along each axis.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(
        ReadOnlySpan<float> weight, int leaving, int arriving, bool isTurned, int lanes, ReadOnlySpan<double> scales,
        Span<float> packed, int block, int blocks, int channels, int outputs)
    {
        int size = outputs + 2;
        int filled = (channels + Lanes - 1) / Lanes * Lanes;
        nint plane = blocks * filled * Lanes;
        Span<double> taps = stackalloc double[Taps * Lanes];
        Span<double> rows = stackalloc double[MostInputs * Side * Lanes];
        ref double firstScale = ref MemoryMarshal.GetReference(scales);
        taps.Clear();
        for (int c = 0; c < filled; c++)
        {
            if (c == channels)
            {
                taps.Clear();
            }

            for (int lane = 0; lane < lanes && c < channels; lane++)
            {
                ReadOnlySpan<float> source = weight.Slice((lane * leaving) + (c * arriving), Taps);
                for (int tap = 0; tap < source.Length; tap++)
                {
                    taps[((isTurned ? Taps - 1 - tap : tap) * Lanes) + lane] = source[tap];
                }
            }

            // G over the rows of each column, then over the columns of each row.
            ref double tapsOfLanes = ref taps[0];
            ref double rowsOfLanes = ref rows[0];
            for (int lane = 0; lane < Side * Lanes; lane += Vector256<double>.Count)
            {
                Inputs column = Transform(size, ref Unsafe.Add(ref tapsOfLanes, lane), Side * Lanes);
                column.Scaled(Vector256.LoadUnsafe(ref firstScale, (nuint)lane % Lanes)).Store(size, ref Unsafe.Add(ref rowsOfLanes, lane), Side * Lanes);
            }

            ref float target = ref packed[((block * filled) + c) * Lanes];
            for (int i = 0; i < size; i++)
            {
                ref double row = ref Unsafe.Add(ref rowsOfLanes, i * Side * Lanes);
                for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
                {
                    Inputs low = Transform(size, ref Unsafe.Add(ref row, lane), Lanes);
                    Inputs high = Transform(size, ref Unsafe.Add(ref row, lane + Vector256<double>.Count), Lanes);
                    Inputs.Store(low, high, size, ref Unsafe.Add(ref target, (i * size * plane) + lane), plane);
                }
            }
        }
    }

    /// <summary>G times three vectors that are so many numbers apart: at 0, 1, −1 and ∞, and between −1 and ∞ at ½ and −2 where there are six inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Inputs Transform(int size, ref double values, int distance)
    {
        Vector256<double> w0 = Vector256.LoadUnsafe(ref values);
        Vector256<double> w1 = Vector256.LoadUnsafe(ref values, (nuint)distance);
        Vector256<double> w2 = Vector256.LoadUnsafe(ref values, (nuint)(2 * distance));
        Vector256<double> even = w0 + w2;
        if (size == MostInputs)
        {
            Vector256<double> third = Vector256.Create(1.0 / 3);
            return new Inputs(
                w0, third * (even + w1), third * (w1 - even),
                Vector256.Create(-4.0 / 15) * ((4 * w0) + (2 * w1) + w2), Vector256.Create(1.0 / 15) * (w0 - (2 * w1) + (4 * w2)), w2);
        }

        Vector256<double> half = Vector256.Create(0.5);
        return new Inputs(w0, half * (even + w1), half * (even - w1), w2, default, default);
    }

    /// <summary>What becomes of three taps: as many values as a tile has inputs along an axis, 4 or 6.</summary>
    private readonly record struct Inputs(
        Vector256<double> First, Vector256<double> Second, Vector256<double> Third, Vector256<double> Fourth, Vector256<double> Fifth, Vector256<double> Sixth)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Inputs Scaled(Vector256<double> scale) => new(scale * First, scale * Second, scale * Third, scale * Fourth, scale * Fifth, scale * Sixth);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(int size, ref double target, nint distance)
        {
            First.StoreUnsafe(ref target);
            Second.StoreUnsafe(ref Unsafe.Add(ref target, distance));
            Third.StoreUnsafe(ref Unsafe.Add(ref target, 2 * distance));
            Fourth.StoreUnsafe(ref Unsafe.Add(ref target, 3 * distance));
            if (size == MostInputs)
            {
                Fifth.StoreUnsafe(ref Unsafe.Add(ref target, 4 * distance));
                Sixth.StoreUnsafe(ref Unsafe.Add(ref target, 5 * distance));
            }
        }

        /// <summary>Rounds neighbours and stores them.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(in Inputs low, in Inputs high, int size, ref float target, nint distance)
        {
            Vector256.Narrow(low.First, high.First).StoreUnsafe(ref target);
            Vector256.Narrow(low.Second, high.Second).StoreUnsafe(ref Unsafe.Add(ref target, distance));
            Vector256.Narrow(low.Third, high.Third).StoreUnsafe(ref Unsafe.Add(ref target, 2 * distance));
            Vector256.Narrow(low.Fourth, high.Fourth).StoreUnsafe(ref Unsafe.Add(ref target, 3 * distance));
            if (size == MostInputs)
            {
                Vector256.Narrow(low.Fifth, high.Fifth).StoreUnsafe(ref Unsafe.Add(ref target, 4 * distance));
                Vector256.Narrow(low.Sixth, high.Sixth).StoreUnsafe(ref Unsafe.Add(ref target, 5 * distance));
            }
        }
    }
}
