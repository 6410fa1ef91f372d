using System;
using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>
/// Weights of 3×3 kernels for Winograd's minimal filtering: U = G·w·Gᵀ, each of its values on a plane of its own,
/// <c>[products][out / 16][in / 16][16 in][16 out]</c>. Computed in double and rounded once. For generated code.
/// Source: Lavin and Gray 2015, arXiv 1509.09308; G by Toom and Cook's construction for the points that the transforms of the generated code use.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradLayout
{
    private const int Taps = 3;
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
        double[,] g = outputs == 2 ? _g2 : _g4;
        int size = outputs + 2;
        int outBlocks = (outChannels + Lanes - 1) / Lanes;
        int inBlocks = (inChannels + Lanes - 1) / Lanes;
        int plane = outBlocks * inBlocks * Lanes * Lanes;
        packed.Clear();
        Span<double> rows = stackalloc double[size * Taps];
        for (int k = 0; k < outChannels; k++)
        {
            double scale = variance.IsEmpty ? 1 : WeightLayout.Scale(gamma, variance, eps, k);
            for (int c = 0; c < inChannels; c++)
            {
                ReadOnlySpan<float> taps = weight.Slice(((k * inChannels) + c) * Taps * Taps, Taps * Taps);
                for (int i = 0; i < size; i++)
                {
                    for (int s = 0; s < Taps; s++)
                    {
                        rows[(i * Taps) + s] = scale * ((g[i, 0] * taps[s]) + (g[i, 1] * taps[Taps + s]) + (g[i, 2] * taps[(2 * Taps) + s]));
                    }
                }

                int target = (((((k / Lanes) * inBlocks) + (c / Lanes)) * Lanes) + (c % Lanes)) * Lanes + (k % Lanes);
                for (int product = 0; product < size * size; product++)
                {
                    ReadOnlySpan<double> row = rows.Slice(product / size * Taps, Taps);
                    int j = product % size;
                    packed[(product * plane) + target] = (float)((g[j, 0] * row[0]) + (g[j, 1] * row[1]) + (g[j, 2] * row[2]));
                }
            }
        }
    }
}
