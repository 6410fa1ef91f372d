using System;
using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>A register tile: so many output rows × columns × vectors of channels are accumulated at once.</summary>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Vectors">Vectors of channels: neighbouring blocks at 512 bits, parts of one block below.</param>
public readonly record struct ConvolutionTile(int Rows, int Columns, int Vectors)
{
    /// <summary>Each row of a tile takes a register for its address.</summary>
    private const int MostRows = 4;

    /// <summary>Output positions.</summary>
    public int Positions => Rows * Columns;

    /// <inheritdoc/>
    public override string ToString() => InvariantText.Of($"{Rows}x{Columns}x{Vectors}");

    /// <summary>Every tile that a map can take: no larger than the map, and its accumulators fit the registers.</summary>
    public static IEnumerable<ConvolutionTile> Candidates(SimdTarget simd, TileRequest request)
    {
        foreach (int vectors in simd.TileVectors(request.Blocks, request.IsLanewise))
        {
            int room = Math.Max(1, Math.Min(request.IsLanewise ? simd.LanewiseAccumulators : simd.Accumulators, simd.Registers - 1 - vectors) / vectors);
            int step = request.IsPooled ? 2 : 1;
            int most = request.ColumnsBetweenGaps is not null ? 1 : request.IsLanewise && !simd.CoversBlock ? step : MostRows;
            for (int rows = step; rows <= Math.Min(most, Math.Min(request.Rows, room)); rows += step)
            {
                for (int columns = step; columns <= Math.Min(request.ColumnsBetweenGaps ?? request.Columns, room / rows); columns += step)
                {
                    yield return new ConvolutionTile(rows, columns, vectors);
                }
            }
        }
    }

    /// <summary>
    /// Modelled cycles per input channel, tap and vector of output channels over a whole map. The last tile of a row, a column or the blocks shifts
    /// inwards and computes some positions again, so a good tile divides the map; loads and latency count too (performance.md §2.2).
    /// </summary>
    public double Time(SimdTarget simd, TileRequest request)
    {
        int multiplies = Positions * Vectors;
        int loads = Vectors + (request.IsLanewise ? multiplies : Positions);
        long tiles = (long)((request.Rows + Rows - 1) / Rows) * ((request.Columns + Columns - 1) / Columns);
        int blocks = simd.CoversBlock ? Vectors : 1;
        double repeated = (double)((request.Blocks + blocks - 1) / blocks) * blocks / request.Blocks;
        return tiles * repeated * (TileCost.Cycles(multiplies, loads) + (simd.CoversBlock ? 0 : (Rows - 1) * TileCost.Row)) / Vectors;
    }
}

/// <summary>The model that tiles are compared by.</summary>
internal static class TileCost
{
    /// <summary>Independent multiply-adds that two ports of four cycles' latency want in flight.</summary>
    private const double InFlight = 8;

    /// <summary>Loads have two ports, as multiply-adds have: a tile of one vector, with as many broadcasts as sums, is held up by its weights.</summary>
    private const double LoadCost = 1;

    /// <summary>Counters, addresses and the jump of an inner loop.</summary>
    private const double LoopOverhead = 1.5;

    /// <summary>What each further row of a small tile takes: its own address, and fetches of its own.</summary>
    public const double Row = 0.75;

    /// <summary>Relative time of one step of an inner loop.</summary>
    public static double Cycles(int multiplies, int loads) => Math.Max(Math.Max(multiplies, InFlight), loads * LoadCost) + LoopOverhead;
}
