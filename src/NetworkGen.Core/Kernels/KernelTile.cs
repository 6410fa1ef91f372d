using System;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>A tile on one vector width.</summary>
internal readonly struct KernelTile(SimdTarget simd, ConvolutionTile size)
{
    public ConvolutionTile Size => size;

    public int Rows => size.Rows;

    public int Columns => size.Columns;

    public int Vectors => size.Vectors;

    public int Positions => size.Positions;

    /// <summary>Channels in one round of the inner loop.</summary>
    public int Unroll => (size.Positions * size.Vectors) switch
    {
        <= 8 => 4,
        <= 16 => 2,
        _ => 1,
    };

    /// <summary>
    /// Channels that a fetch of weights serves: a line for each of them is more than a map of several tiles wants. Of a map that is one tile every other line is
    /// left to the processor, which fetches neighbours itself.
    /// </summary>
    public int LanesPerFetch => size.Columns == 1 ? 1 : Math.Min(2, Unroll);

    /// <summary>Blocks that one tile covers.</summary>
    public int BlockStep => simd.CoversBlock ? size.Vectors : 1;

    /// <summary>Whether a tile covers only a part of the 16 channels of a block.</summary>
    public bool SplitsBlock => !simd.CoversBlock;

    public string Accumulator(int row, int column, int vector) => Accumulator((row * size.Columns) + column, vector);

    public string Accumulator(int position, int vector) => size.Vectors == 1 ? Of($"a{position}") : Of($"{(char)('a' + vector)}{position}");
}
