using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The sums of a depthwise 3×3 over a register tile without a loop over tap columns: weights stay in registers, and each value is read once, for all
/// results of its row whose window it lies in; with the registers of 512 bits for those of all rows. A sum's order is that of the loops, (tap row, tap column).
/// </summary>
internal static class SlidingTaps
{
    /// <summary>Rows and columns of taps.</summary>
    public const int Size = 3;

    /// <summary>Prints them; <c>image</c> is the tile's first value, <c>w</c> its first weight, the accumulators are <c>a0</c>, <c>a1</c>, ….</summary>
    public static void Print(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride)
    {
        if (simd.CoversBlock)
        {
            AllRows(writer, simd, tile, stride);
        }
        else
        {
            RowByRow(writer, simd, tile, stride);
        }

        writer.Line();
    }

    private static void AllRows(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride)
    {
        writer.Line("// The weights stay in registers; each value is read once, for all results whose window it lies in.");
        Weights(writer, simd, Size * Size);
        writer.Line($"{simd.Type} v;");
        int rows = ((tile.Rows - 1) * stride) + Size;
        for (int i = 0; i < rows; i++)
        {
            writer.Line($"ref float tap{i} = {SimdTarget.At("image", i == 0 ? "" : i == 1 ? "xPitch" : Of($"{i} * xPitch"))};");
            Row(writer, simd, tile, stride, i, Of($"tap{i}"));
        }
    }

    /// <summary>A tile of one row; there are others only where a pool takes two.</summary>
    private static void RowByRow(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride)
    {
        writer.Line("// A row of weights stays in registers; each value is read once, for all results of the row whose window it lies in.");
        writer.Line("ref float tap = ref Add(ref image, part);");
        using (writer.Open($"for (nint r = 0; r < {Size}; r++)"))
        {
            Weights(writer, simd, Size);
            writer.Line($"{simd.Type} v;");
            Row(writer, simd, tile, stride, 0, "tap");
            writer.Line("tap = ref Add(ref tap, xPitch);");
            writer.Line($"w = ref Add(ref w, {16 * Size});");
        }
    }

    private static void Weights(SourceWriter writer, SimdTarget simd, int count) =>
        writer.Line($"{simd.Type} {string.Join(", ", Enumerable.Range(0, count).Select(tap => Of($"w{tap} = {simd.Load("w", 16 * tap)}")))};");

    /// <summary>A row of the input.</summary>
    private static void Row(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride, int i, string row)
    {
        int columns = ((tile.Columns - 1) * stride) + Size;
        for (int j = 0; j < columns; j++)
        {
            Value(writer, simd, tile, stride, i, j, row);
        }
    }

    /// <summary>One value of the input: a line for each row of results that it goes to.</summary>
    private static void Value(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride, int i, int j, string tap)
    {
        var products =
            from row in Enumerable.Range(0, tile.Rows)
            from column in Enumerable.Range(0, tile.Columns)
            let tapRow = i - (row * stride)
            let tapColumn = j - (column * stride)
            where tapRow is >= 0 and < Size && tapColumn is >= 0 and < Size
            let sum = Of($"a{(row * tile.Columns) + column}")
            select (Row: row, Text: $"{sum} = {simd.MultiplyAdd("v", Of($"w{(tapRow * Size) + tapColumn}"), sum)};");
        string load = $"v = {simd.Load(tap, 16 * j)}; ";
        foreach (var line in products.GroupBy(static product => product.Row))
        {
            writer.Line(load + string.Join(" ", line.Select(static product => product.Text)));
            load = "";
        }
    }
}
