using System;

namespace NetworkGen.Core.Kernels;

/// <summary>A register tile: so many output rows × columns × blocks of 16 channels are accumulated at once.</summary>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Blocks">Blocks of 16 output channels.</param>
public readonly record struct ConvolutionTile(int Rows, int Columns, int Blocks)
{
    /// <summary>Output positions.</summary>
    public int Positions => Rows * Columns;

    /// <inheritdoc/>
    public override string ToString() => Emission.InvariantText.Of($"{Rows}x{Columns}x{16 * Blocks}");

    /// <summary>
    /// The tile that covers an output map in the least modelled time. The last tile of a row or column shifts inwards and computes
    /// some positions again, so a good tile divides the map; the model counts those, loads, and latency (performance.md §2.2).
    /// </summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="rows">Output rows.</param>
    /// <param name="columns">Output columns.</param>
    /// <param name="blocks">Blocks of 16 output channels in one group.</param>
    /// <param name="lanewise">Whether each channel reads only itself (depthwise): then blocks don't share what is loaded.</param>
    public static ConvolutionTile Choose(SimdTarget simd, int rows, int columns, int blocks, bool lanewise)
    {
        int accumulators = simd.Registers == 32 ? 28 : 12;
        var best = new ConvolutionTile(1, 1, 1);
        double bestTime = double.MaxValue;
        for (int v = 1; v <= (simd.Lanes == 16 && !lanewise ? 4 : 1); v++)
        {
            if (blocks % v != 0)
            {
                continue;
            }

            int weights = v * simd.VectorsPerBlock;
            int room = Math.Max(1, Math.Min(accumulators, simd.Registers - 1 - weights) / weights);
            for (int r = 1; r <= Math.Min(4, Math.Min(rows, room)); r++)
            {
                for (int c = 1; c <= Math.Min(columns, room / r); c++)
                {
                    double time = Time(simd, rows, columns, lanewise, new ConvolutionTile(r, c, v)) / v;
                    if (time < bestTime)
                    {
                        (bestTime, best) = (time, new ConvolutionTile(r, c, v));
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Cycles per input channel and tap over the whole map, for one tile's blocks.</summary>
    private static double Time(SimdTarget simd, int rows, int columns, bool lanewise, ConvolutionTile tile)
    {
        // Two FMA ports of four cycles' latency want eight independent accumulators.
        const double LatencyBound = 8;
        const double LoopOverhead = 1.5;
        int weights = tile.Blocks * simd.VectorsPerBlock;
        int multiplies = tile.Positions * weights;
        int loads = weights + (lanewise ? multiplies : tile.Positions);
        double step = Math.Max(Math.Max(multiplies, LatencyBound), loads * 0.9) + LoopOverhead;
        long tiles = (long)((rows + tile.Rows - 1) / tile.Rows) * ((columns + tile.Columns - 1) / tile.Columns);
        return tiles * step;
    }
}
