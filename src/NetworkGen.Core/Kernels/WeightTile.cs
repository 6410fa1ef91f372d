using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The register tile of a weight gradient: vectors of output channels × tap rows × tap columns × input channels.</summary>
/// <param name="Vectors">Vectors of output channels: neighbouring blocks at 512 bits, parts of one block below.</param>
/// <param name="TapRows">Tap rows.</param>
/// <param name="TapColumns">Tap columns.</param>
/// <param name="Channels">Input channels.</param>
public readonly record struct WeightTile(int Vectors, int TapRows, int TapColumns, int Channels)
{
    /// <summary>Blocks of output channels side by side. More would need fewer loads, but suit fewer layers, and so take more kernels.</summary>
    private const int MostBlocks = 2;

    /// <summary>Input values that meet each output value.</summary>
    public int Points => TapRows * TapColumns * Channels;

    /// <inheritdoc/>
    public override string ToString() => InvariantText.Of($"{Vectors}x{TapRows}x{TapColumns}x{Channels}");

    /// <summary>
    /// The tile with the least modelled time for one multiply-add among those whose accumulators fit the registers.
    /// Where 16 input channels lie side by side they fill it, and one kernel serves every size of taps; with one vector, which is held up by its loads,
    /// a tile takes neighbouring taps, too.
    /// </summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="blocks">Blocks of 16 output channels in one group.</param>
    /// <param name="tapRows">Kernel rows.</param>
    /// <param name="tapColumns">Kernel columns.</param>
    /// <param name="channels">Input channels side by side: 16, or 1 for planes and depthwise.</param>
    /// <param name="lanewise">Whether each channel reads only itself (depthwise).</param>
    public static WeightTile Choose(SimdTarget simd, int blocks, int tapRows, int tapColumns, int channels, bool lanewise)
    {
        double Time(WeightTile tile)
        {
            int multiplies = tile.Vectors * tile.Points;
            int loads = tile.Vectors + (lanewise ? multiplies : tile.Points);
            return TileCost.Cycles(multiplies, loads) / multiplies;
        }

        var tiles =
            from vectors in simd.CoversBlock ? simd.TileVectors(blocks, lanewise) : [1, 2]
            where !simd.CoversBlock || (vectors <= MostBlocks && blocks % vectors == 0)
            from rows in channels == 1 ? Divisors(tapRows) : [1]
            from columns in channels == 1 || (simd.CoversBlock && vectors == 1) ? Divisors(tapColumns) : [1]
            from channel in Divisors(channels)
            let tile = new WeightTile(vectors, rows, columns, channel)
            where tile.Points == 1 || (vectors * tile.Points <= simd.Accumulators && (vectors * (tile.Points + 1)) + 1 < simd.Registers)
            orderby Time(tile), tile.Vectors descending
            select tile;
        return tiles.First();
    }

    private static IEnumerable<int> Divisors(int value) => Enumerable.Range(1, System.Math.Min(value, 32)).Where(divisor => value % divisor == 0);
}
