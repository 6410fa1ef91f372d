using System;

namespace NetworkGen.Core.Kernels;

/// <summary>The register tile of a weight gradient: blocks of 16 output channels × tap rows × tap columns × input channels.</summary>
/// <param name="Blocks">Blocks of 16 output channels.</param>
/// <param name="TapRows">Tap rows.</param>
/// <param name="TapColumns">Tap columns.</param>
/// <param name="Channels">Input channels.</param>
public readonly record struct WeightTile(int Blocks, int TapRows, int TapColumns, int Channels)
{
    /// <summary>Input values broadcast per position.</summary>
    public int Points => TapRows * TapColumns * Channels;

    /// <inheritdoc/>
    public override string ToString() => Emission.InvariantText.Of($"{16 * Blocks}x{TapRows}x{TapColumns}x{Channels}");

    /// <summary>The tile with the most accumulators that fit the registers, and among those the fewest loads.</summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="blocks">Blocks of 16 output channels in one group.</param>
    /// <param name="tapRows">Kernel rows.</param>
    /// <param name="tapColumns">Kernel columns.</param>
    /// <param name="channels">Input channels side by side: 16, or 1 for planes and depthwise.</param>
    /// <param name="lanewise">Whether each channel reads only itself (depthwise).</param>
    public static WeightTile Choose(SimdTarget simd, int blocks, int tapRows, int tapColumns, int channels, bool lanewise)
    {
        int limit = simd.Registers == 32 ? 28 : 12;
        var best = new WeightTile(1, 1, 1, 1);
        double bestTime = double.MaxValue;
        foreach (int block in Divisors(blocks, simd.Lanes == 16 && !lanewise ? 4 : 1))
        {
            foreach (int rows in Divisors(tapRows, limit))
            {
                foreach (int columns in Divisors(tapColumns, limit))
                {
                    foreach (int channel in Divisors(channels, 16))
                    {
                        var tile = new WeightTile(block, rows, columns, channel);
                        double time = Time(simd, tile, limit, lanewise);
                        if (time < bestTime)
                        {
                            (bestTime, best) = (time, tile);
                        }
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Cycles per multiply-add at one position.</summary>
    private static double Time(SimdTarget simd, WeightTile tile, int limit, bool lanewise)
    {
        const double LatencyBound = 8;
        const double LoopOverhead = 1.5;
        int vectors = tile.Blocks * simd.VectorsPerBlock;
        int multiplies = vectors * tile.Points;
        bool fits = multiplies <= limit && multiplies + vectors + 1 < simd.Registers;
        if (!fits && tile != new WeightTile(1, 1, 1, 1))
        {
            return double.MaxValue;
        }

        int loads = vectors + (lanewise ? multiplies : tile.Points);
        return (Math.Max(Math.Max(multiplies, LatencyBound), loads * 0.9) + LoopOverhead) / multiplies;
    }

    private static System.Collections.Generic.IEnumerable<int> Divisors(int value, int limit)
    {
        for (int divisor = 1; divisor <= Math.Min(value, limit); divisor++)
        {
            if (value % divisor == 0)
            {
                yield return divisor;
            }
        }
    }
}
