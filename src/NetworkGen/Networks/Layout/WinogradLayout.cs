using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// Weights of 3×3 kernels for Winograd's minimal filtering: U = G·w·Gᵀ, each of its values on a plane of its own,
/// <c>[products][out / 16][in / 16][16 in][16 out]</c>. Computed in double and rounded once. For generated code.
/// Source: Lavin and Gray 2015, arXiv 1509.09308; G by Toom and Cook's construction for the points that the transforms of the generated code use.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradLayout
{
    private const int Side = 3;
    private const int Taps = Side * Side;
    private const int Lanes = 16;

    /// <summary>F(2×2, 3×3) at 0, 1, −1 and ∞.</summary>
    private static readonly double[,] _g2 = { { 1, 0, 0 }, { 0.5, 0.5, 0.5 }, { 0.5, -0.5, 0.5 }, { 0, 0, 1 } };

    /// <summary>F(4×4, 3×3) at 0, 1, −1, ½, −2 and ∞.</summary>
    private static readonly double[,] _g4 =
    {
        { 1, 0, 0 }, { 1.0 / 3, 1.0 / 3, 1.0 / 3 }, { -1.0 / 3, 1.0 / 3, -1.0 / 3 }, { -16.0 / 15, -8.0 / 15, -4.0 / 15 }, { 1.0 / 15, -2.0 / 15, 4.0 / 15 }, { 0, 0, 1 },
    };

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
        double[,] g = outputs == 2 ? _g2 : _g4;
        int size = outputs + 2;
        int filled = (channels + Lanes - 1) / Lanes * Lanes;
        int plane = blocks * filled * Lanes;
        Span<double> taps = stackalloc double[Taps * Lanes];
        Span<double> rows = stackalloc double[size * Side * Lanes];
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

            ref double tapsOfLanes = ref taps[0];
            ref double rowsOfLanes = ref rows[0];
            for (int i = 0; i < size; i++)
            {
                (Vector256<double> g0, Vector256<double> g1, Vector256<double> g2) = Row(g, i);
                for (int lane = 0; lane < Side * Lanes; lane += Vector256<double>.Count)
                {
                    Vector256<double> scale = Vector256.LoadUnsafe(ref firstScale, (nuint)lane % Lanes);
                    Vector256<double> sum = Combine(g0, g1, g2, ref Unsafe.Add(ref tapsOfLanes, lane), Side * Lanes);
                    (scale * sum).StoreUnsafe(ref rowsOfLanes, (nuint)((i * Side * Lanes) + lane));
                }
            }

            ref float target = ref packed[((block * filled) + c) * Lanes];
            for (int j = 0; j < size; j++)
            {
                (Vector256<double> g0, Vector256<double> g1, Vector256<double> g2) = Row(g, j);
                for (int i = 0; i < size; i++)
                {
                    ref double row = ref Unsafe.Add(ref rowsOfLanes, i * Side * Lanes);
                    ref float product = ref Unsafe.Add(ref target, (nint)((i * size) + j) * plane);
                    for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
                    {
                        Vector256<double> low = Combine(g0, g1, g2, ref Unsafe.Add(ref row, lane), Lanes);
                        Vector256<double> high = Combine(g0, g1, g2, ref Unsafe.Add(ref row, lane + Vector256<double>.Count), Lanes);
                        Vector256.Narrow(low, high).StoreUnsafe(ref Unsafe.Add(ref product, lane));
                    }
                }
            }
        }
    }

    private static (Vector256<double> First, Vector256<double> Second, Vector256<double> Third) Row(double[,] g, int row) =>
        (Vector256.Create(g[row, 0]), Vector256.Create(g[row, 1]), Vector256.Create(g[row, 2]));

    /// <summary>A row of G times three vectors that are so many numbers apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Combine(Vector256<double> g0, Vector256<double> g1, Vector256<double> g2, ref double values, int distance) =>
        (g0 * Vector256.LoadUnsafe(ref values)) + (g1 * Vector256.LoadUnsafe(ref values, (nuint)distance)) + (g2 * Vector256.LoadUnsafe(ref values, (nuint)(2 * distance)));
}
