using System;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>A register tile: so many output rows × columns × vectors of channels are accumulated at once.</summary>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Vectors">Vectors of channels: neighbouring blocks at 512 bits, parts of one block below.</param>
public readonly record struct ConvolutionTile(int Rows, int Columns, int Vectors)
{
    /// <summary>Output positions.</summary>
    public int Positions => Rows * Columns;

    /// <inheritdoc/>
    public override string ToString() => InvariantText.Of($"{Rows}x{Columns}x{Vectors}");

    /// <summary>
    /// The tile that covers an output map in the least modelled time. The last tile of a row or column shifts inwards and computes
    /// some positions again, so a good tile divides the map; the model counts those, loads, and latency (performance.md §2.2).
    /// </summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="rows">Output rows.</param>
    /// <param name="columns">Output columns.</param>
    /// <param name="blocks">Blocks of 16 output channels in one group.</param>
    /// <param name="lanewise">Whether each channel reads only itself (depthwise): then vectors don't share what is loaded.</param>
    public static ConvolutionTile Choose(SimdTarget simd, int rows, int columns, int blocks, bool lanewise)
    {
        var best = new ConvolutionTile(1, 1, 1);
        double bestTime = double.MaxValue;
        foreach (int vectors in simd.TileVectors(blocks, lanewise))
        {
            int room = Math.Max(1, Math.Min(simd.Accumulators, simd.Registers - 1 - vectors) / vectors);
            for (int r = 1; r <= Math.Min(4, Math.Min(rows, room)); r++)
            {
                for (int c = 1; c <= Math.Min(columns, room / r); c++)
                {
                    var tile = new ConvolutionTile(r, c, vectors);
                    double time = Time(rows, columns, lanewise, tile);
                    if (time < bestTime)
                    {
                        (bestTime, best) = (time, tile);
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Cycles per input channel, tap and vector of output channels over the whole map.</summary>
    private static double Time(int rows, int columns, bool lanewise, ConvolutionTile tile)
    {
        int multiplies = tile.Positions * tile.Vectors;
        int loads = tile.Vectors + (lanewise ? multiplies : tile.Positions);
        double step = TileCost.Cycles(multiplies, loads);
        long tiles = (long)((rows + tile.Rows - 1) / tile.Rows) * ((columns + tile.Columns - 1) / tile.Columns);
        return tiles * step / tile.Vectors;
    }
}

/// <summary>The model that tiles are compared by.</summary>
internal static class TileCost
{
    /// <summary>Independent multiply-adds that two ports of four cycles' latency want in flight.</summary>
    private const double InFlight = 8;

    /// <summary>Loads cost a little less than multiply-adds: two ports too, but nothing waits for the sum.</summary>
    private const double LoadCost = 0.9;

    /// <summary>Counters, addresses and the jump of an inner loop.</summary>
    private const double LoopOverhead = 1.5;

    /// <summary>Relative time of one step of an inner loop.</summary>
    public static double Cycles(int multiplies, int loads) => Math.Max(Math.Max(multiplies, InFlight), loads * LoadCost) + LoopOverhead;
}
