using System;
using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <content>What happens to the sums of a tile: another map is added, they are activated, the largest of them taken, stored.</content>
public sealed partial record ConvolutionKernel
{
    private void Stores(SourceWriter writer, SimdTarget simd, KernelTile tile, string part)
    {
        if (TakesResidual)
        {
            using (writer.Open("if (!IsNullRef(ref residual))"))
            {
                writer.Line($"ref float added = ref Add(ref residual, {Sum("addedRow + (column * residualStep)", part)});");
                ForEachRow(writer, tile, 1, "added", "residualPitch", "residualStep", (row, column, vector) =>
                    $"{tile.Accumulator(row, column, vector)} += {simd.Load("added", Offset(simd, vector, "residualPlane"))};");
            }
        }

        if (Epilogue.Kind == EpilogueKind.None)
        {
            writer.Line($"{simd.Type} low = {simd.Splat("lowest")};");
        }

        string Activated(int row, int column, int vector)
        {
            string sum = tile.Accumulator(row, column, vector);
            return Epilogue.Kind == EpilogueKind.None ? simd.Max("low", sum) : Epilogue.Apply(simd, sum);
        }

        string Largest(int row, int column, int vector) => simd.MaxOrNaN(
            Activated(row, column, vector), Activated(row, column + 1, vector), Activated(row + 1, column, vector), Activated(row + 1, column + 1, vector));

        if (HasGaps)
        {
            writer.Line("nint gaps = column / columnsBetweenGaps;");
            writer.Line("nint untilGap = ((gaps + 1) * columnsBetweenGaps) - column;");
        }

        writer.Line($"ref float target = ref Add(ref outputRow, {Sum(IsPooled ? "column / 2 * yStep" : HasGaps ? "(column * yStep) + (gaps * gap)" : "column * yStep", part)});");
        ForEachRow(writer, tile, IsPooled ? 2 : 1, "target", "yPitch", "yStep", (row, column, vector) =>
            simd.Store(IsPooled ? Largest(row, column, vector) : Activated(row, column, vector), "target", Sum(Offset(simd, vector, "yPlane"), HasGaps && column > 0 ? Of($"Behind(untilGap - {column}, gap)") : "")));
    }

    /// <summary>Prints a line for each position of a tile, or for each so many rows and columns; <paramref name="reference"/> moves from one to the next.</summary>
    private static void ForEachRow(SourceWriter writer, KernelTile tile, int every, string reference, string pitch, string step, Func<int, int, int, string> statement)
    {
        int columns = tile.Columns / every;
        int positions = tile.Rows / every * columns;
        for (int position = 0; position < positions; position++)
        {
            string statements = string.Join(" ", Enumerable.Range(0, tile.Vectors).Select(vector => statement(position / columns * every, position % columns * every, vector)));
            bool endsRow = (position + 1) % columns == 0;
            string move = position == positions - 1 ? ""
                : !endsRow ? $" {reference} = ref Add(ref {reference}, {step});"
                : columns == 1 ? $" {reference} = ref Add(ref {reference}, {pitch});"
                : Of($" {reference} = ref Add(ref {reference}, {pitch} - ({columns - 1} * {step}));");
            writer.Line(statements + move);
        }
    }
}
