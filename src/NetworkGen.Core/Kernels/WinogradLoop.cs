using System;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>The loop over the tiles of a strip, by blocks of channels and vectors of a block.</summary>
internal static class WinogradLoop
{
    /// <summary>
    /// Opens it: <c>tile</c> counts the strip's tiles, of which cores have shares, <c>row</c> and <c>column</c> are the first output of one, the last of an
    /// axis shifted inwards.
    /// </summary>
    public static IDisposable Open(SourceWriter writer, SimdTarget simd, WinogradForm form)
    {
        int size = form.Outputs;
        writer.Line($"nint tileColumns = (columns + {size - 1}) / {size};");
        writer.Line("// The last strip shifts inwards, as the last tile of a row or a column does: some results are computed twice, none is left over.");
        writer.Line($"nint first = Math.Min(start, ((rows + {size - 1}) / {size} * tileColumns) - tiles);");
        writer.Line("foreach (Rows own in share.Of(blocks, tiles))");
        writer.Line($"for (nint lane = 0; lane < 16; lane += {simd.Count})");
        SourceWriter.Block loop = writer.Open("for (nint tile = own.First; tile < own.End; tile++)");
        writer.Line("nint block = own.Block;");
        writer.Line("nint tileRow = (first + tile) / tileColumns, tileColumn = first + tile - (tileRow * tileColumns);");
        writer.Line($"nint row = Math.Min(tileRow * {size}, rows - {size});");
        writer.Line($"nint column = Math.Min(tileColumn * {size}, columns - {size});");
        return loop;
    }

    /// <summary>How many rows and columns of a tile are the tile's before it, too.</summary>
    public static void DeclareOld(SourceWriter writer, WinogradForm form)
    {
        writer.Line("// What a shifted tile computes again is left to the tile before it: bits may differ between the two, and another core may be at that one.");
        writer.Line($"nint oldRows = (tileRow * {form.Outputs}) - row, oldColumns = (tileColumn * {form.Outputs}) - column;");
    }

    /// <summary>What the transforms' statements use for values that occur twice.</summary>
    public static void DeclareTemporaries(SourceWriter writer, SimdTarget simd, WinogradForm form)
    {
        if (form.Temporaries.Length > 0)
        {
            writer.Line($"{simd.Type} {form.Temporaries};");
        }
    }

    /// <summary>So many times a distance.</summary>
    public static string Times(int count, string distance) => count switch { 0 => "0", 1 => distance, _ => Of($"{count} * {distance}") };

    /// <summary>The distance of a row and a column.</summary>
    public static string Position(int row, string pitch, int column) => (row, column) switch
    {
        (0, _) => Of($"{16 * column}"),
        (_, 0) => Times(row, pitch),
        (1, _) => Of($"{pitch} + {16 * column}"),
        _ => Of($"({Times(row, pitch)}) + {16 * column}"),
    };
}
