using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The sums of a depthwise 3×3 over a register tile without a loop over taps: the nine weights stay in registers, and each value is read once, for all
/// results whose window it lies in. A sum's order is that of the loops, (tap row, tap column).
/// </summary>
internal static class SlidingTaps
{
    /// <summary>Rows and columns of taps.</summary>
    public const int Size = 3;

    /// <summary>Prints them; <c>image</c> is the tile's first value, <c>w</c> its first weight, the accumulators are <c>a0</c>, <c>a1</c>, ….</summary>
    public static void Print(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride)
    {
        writer.Line("// The weights stay in registers; each value is read once, for all results whose window it lies in.");
        writer.Line($"{simd.Type} {string.Join(", ", Enumerable.Range(0, Size * Size).Select(tap => Of($"w{tap} = {simd.Load("w", 16 * tap)}")))};");
        writer.Line($"{simd.Type} v;");
        int rows = ((tile.Rows - 1) * stride) + Size;
        int columns = ((tile.Columns - 1) * stride) + Size;
        for (int i = 0; i < rows; i++)
        {
            writer.Line($"ref float tap{i} = {SimdTarget.At("image", i == 0 ? "" : i == 1 ? "xPitch" : Of($"{i} * xPitch"))};");
            for (int j = 0; j < columns; j++)
            {
                Value(writer, simd, tile, stride, i, j);
            }
        }

        writer.Line();
    }

    /// <summary>One value of the input: a line for each row of results that it goes to.</summary>
    private static void Value(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int stride, int i, int j)
    {
        var products =
            from row in Enumerable.Range(0, tile.Rows)
            from column in Enumerable.Range(0, tile.Columns)
            let tapRow = i - (row * stride)
            let tapColumn = j - (column * stride)
            where tapRow is >= 0 and < Size && tapColumn is >= 0 and < Size
            let sum = Of($"a{(row * tile.Columns) + column}")
            select (Row: row, Text: $"{sum} = {simd.MultiplyAdd("v", Of($"w{(tapRow * Size) + tapColumn}"), sum)};");
        string load = $"v = {simd.Load(Of($"tap{i}"), 16 * j)}; ";
        foreach (var line in products.GroupBy(static product => product.Row))
        {
            writer.Line(load + string.Join(" ", line.Select(static product => product.Text)));
            load = "";
        }
    }
}
