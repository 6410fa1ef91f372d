using System;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The values that the next block of channels brings, or behind the last block the next tile: another plane, which the processor doesn't foresee. Each line
/// is fetched once while a block is summed; all at once would take the places that loads of this tile wait for.
/// </summary>
/// <param name="columns">Columns of the register tile.</param>
/// <param name="stride">Input positions between outputs.</param>
/// <param name="unroll">Channels in one round of the inner loop.</param>
internal sealed class ValueFetches(int columns, int stride, int unroll)
{
    private const int Line = 16;

    /// <summary>Channels between two fetches (1, 2 or 4): those of a block meet every line of a row of the tile.</summary>
    private int Lanes => Math.Min(unroll, columns <= Line / 4 ? 4 : columns <= Line / 2 ? 2 : 1);

    /// <summary>Floats between two fetches: lines of a row follow each other; with a stride, each fetch meets a position.</summary>
    private int Step => stride == 1 ? Lanes * columns : stride * Line;

    /// <summary>Floats that one round of the inner loop fetches.</summary>
    public int Length => unroll / Lanes * Step;

    /// <summary>Prints the fetches of a channel, if it has some.</summary>
    public void Print(SourceWriter writer, int rows, int lane)
    {
        if (lane % Lanes > 0)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int piece = 0; piece < (stride == 1 ? columns : 1); piece += Line)
            {
                int offset = (lane / Lanes * Step) + piece;
                writer.Line($"FetchNear(ref Add(ref tap{row}, nextValues{(offset == 0 ? "" : Of($" + {offset}"))}));");
            }
        }
    }
}
