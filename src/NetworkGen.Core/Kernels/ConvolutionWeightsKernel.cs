using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The gradient of a convolution's weights for one image, added to what is there:
/// forward was y[k, h, w] += x[c, h·stride + r·dilation, w·stride + s·dilation] · weight[k, c, r, s],
/// so dweight[k, c, r, s] += Σ dy[k, h, w] · x[c, h·stride + r·dilation, w·stride + s·dilation].
/// </summary>
/// <param name="Dilation">Input positions between taps, where a tile holds several; else 0.</param>
/// <param name="TapColumns">Kernel columns, where a tile holds several rows of them; else 0.</param>
/// <param name="Input">How the input's channels lie, and how many of them one output reads.</param>
/// <param name="Tiles">The register tiles, in the order of <see cref="SimdTarget.Tiled"/>.</param>
/// <param name="Adds">Whether sums are added to what is there, rather than stored.</param>
public sealed record ConvolutionWeightsKernel(
    int Dilation, int TapColumns, ConvolutionInput Input, EquatableArray<WeightTile> Tiles, bool Adds = true) : EmittedKernel
{
    /// <summary>
    /// Positions one accumulator sums before it is added to memory, about: what all taps read of the two maps stays in the first-level cache then, and
    /// short sums keep rounding errors small.
    /// </summary>
    public const int PositionsPerSum = 128;

    /// <summary>Rows of a map that one accumulator sums: parts of about equal size.</summary>
    public static int RowsPerSum(int rows, int columns)
    {
        int parts = Math.Min(rows, ((rows * columns) + PositionsPerSum - 1) / PositionsPerSum);
        return (rows + parts - 1) / parts;
    }

    /// <summary>A kernel; what does not shape the tiles is left out, so that more layers share it.</summary>
    public static ConvolutionWeightsKernel For(int tapColumns, int dilation, ConvolutionInput input, EquatableArray<WeightTile> tiles) => new(
        tiles.Any(static tile => tile.TapRows * tile.TapColumns > 1) ? dilation : 0,
        tiles.Any(static tile => tile.TapRows > 1) ? tapColumns : 0,
        input,
        tiles);

    /// <inheritdoc/>
    public override string Name => Of(
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise" : "Convolution")}Weights{(Adds ? "" : "Fresh")}{(Input == ConvolutionInput.Planes ? "Planes" : "")}{(Dilation > 1 ? Of($"Dilation{Dilation}") : "")}_{Tiles[0]}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimdTarget> Texts => SimdTarget.Tiled;

    /// <inheritdoc/>
    public override string Summary =>
        Of($"Weight gradient of a {(Input == ConvolutionInput.Lanes ? "depthwise " : "")}convolution for one image: weightGradient[k, c, r, s] {(Adds ? "+=" : "=")} Σ dy[k, h, w] · x[c, h · stride + r · dilation, w · stride + s · dilation].");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "ref x", "ref dy", "ref weightGradient", "groups", "inputBlocks", "xPlane", "xPitch", "outputBlocks", "dyPlane", "dyPitch",
        "rows", "columns", "tapRows", "tapColumns", "stride", "dilation", "rowsPerSum",
    ];

    private int Channels => Input == ConvolutionInput.Blocks ? 16 : 1;

    private int PositionStep => Input == ConvolutionInput.Planes ? 1 : 16;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        WeightTile tile = Tiles[SimdTarget.Tiled.ToList().IndexOf(simd)];
        bool splitsBlock = !simd.CoversBlock;
        string part = splitsBlock ? " + part" : "";
        writer.Line($"nint panel = inputBlocks * tapRows * tapColumns * {Channels * 16};");
        writer.Line($"for (nint block = 0; block < groups * outputBlocks; block += {(simd.CoversBlock ? tile.Vectors : 1)})");
        writer.Line("for (nint channelBlock = 0; channelBlock < inputBlocks; channelBlock++)");
        writer.Line("for (nint first = 0; first < rows; first += rowsPerSum)");
        if (splitsBlock)
        {
            writer.Line($"for (nint part = 0; part < 16; part += {simd.Floats(tile.Vectors)})");
        }

        writer.Line($"for (nint r = 0; r < tapRows; r += {tile.TapRows})");
        writer.Line($"for (nint s = 0; s < tapColumns; s += {tile.TapColumns})");
        using (writer.Open($"for (nint c = 0; c < {Channels}; c += {tile.Channels})"))
        {
            writer.Line($"{simd.Type} {string.Join(", ", Points(tile).Select(point => Of($"{point.Accumulator} = {simd.Zero}")))};");
            writer.Line($"ref float image = ref Add(ref x, (((block / outputBlocks * inputBlocks) + channelBlock) * xPlane) + (r * dilation * xPitch) + (s * dilation * {PositionStep}) + c{(Input == ConvolutionInput.Lanes ? part : "")});");
            using (writer.Open("for (nint row = first; row < Math.Min(first + rowsPerSum, rows); row++)"))
            {
                Row(writer, simd, tile, part);
            }

            writer.Line();
            writer.Line($"ref float target = ref Add(ref weightGradient, (block * panel) + (((((channelBlock * tapRows) + r) * tapColumns) + s) * {Channels * 16}) + (c * 16){part});");
            foreach (IGrouping<int, Point> points in Points(tile).GroupBy(static point => point.Index))
            {
                writer.Line(string.Join(" ", points.Select(point =>
                {
                    string offset = Target(simd, point);
                    return simd.Store(Adds ? $"({simd.Load("target", offset)} + {point.Accumulator})" : point.Accumulator, "target", offset);
                })));
            }
        }
    }

    private void Row(SourceWriter writer, SimdTarget simd, WeightTile tile, string part)
    {
        writer.Line($"ref float g = ref Add(ref dy, (block * dyPlane) + (row * dyPitch){part});");
        for (int row = 0; row < tile.TapRows; row++)
        {
            writer.Line($"ref float x{row} = ref Add(ref image, {(row == 0 ? "row * stride" : Of($"((row * stride) + {row * Math.Max(1, Dilation)})"))} * xPitch);");
        }

        using (writer.Open("for (nint column = 0; column < columns; column++)"))
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string offset = !simd.CoversBlock ? simd.Floats(vector) : vector == 0 ? "" : Of($"{vector} * dyPlane");
                writer.Line($"{simd.Type} g{vector} = {simd.Load("g", offset)};");
            }

            bool sharesValue = tile.Vectors > 1 && Input != ConvolutionInput.Lanes;
            foreach (IGrouping<int, Point> points in Points(tile).GroupBy(static point => point.Index))
            {
                Point first = points.First();
                string tap = Of($"x{first.Row}");
                int offset = (first.Column * Math.Max(1, Dilation) * PositionStep) + first.Channel;
                string line = sharesValue ? $"{(first.Index == 0 ? simd.Type + " " : "")}v = {simd.Broadcast(tap, Of($"{offset}"))}; " : "";
                line += string.Join(" ", points.Select(point =>
                {
                    string value = sharesValue ? "v"
                        : Input == ConvolutionInput.Lanes ? simd.Load(tap, Sum(simd.Floats(point.Vector), offset))
                        : simd.Broadcast(tap, Of($"{offset}"));
                    return $"{point.Accumulator} = {simd.MultiplyAdd(value, Of($"g{point.Vector}"), point.Accumulator)};";
                }));
                writer.Line(line);
            }

            writer.Line("g = ref Add(ref g, 16);");
            for (int row = 0; row < tile.TapRows; row++)
            {
                writer.Line($"x{row} = ref Add(ref x{row}, stride{(PositionStep == 1 ? "" : Of($" * {PositionStep}"))});");
            }
        }
    }

    private string Target(SimdTarget simd, Point point)
    {
        int within = ((((point.Row * TapColumns) + point.Column) * Channels) + point.Channel) * 16;
        return simd.CoversBlock && point.Vector > 0
            ? Sum(point.Vector == 1 ? "panel" : Of($"({point.Vector} * panel)"), within)
            : Sum(simd.CoversBlock ? "" : simd.Floats(point.Vector), within);
    }

    private static string Sum(string term, int offset) => term.Length == 0 ? Of($"{offset}") : offset == 0 ? term : Of($"{term} + {offset}");

    /// <summary>The accumulators of a tile, those of one input value side by side.</summary>
    private static IEnumerable<Point> Points(WeightTile tile) =>
        from row in Enumerable.Range(0, tile.TapRows)
        from column in Enumerable.Range(0, tile.TapColumns)
        from channel in Enumerable.Range(0, tile.Channels)
        from vector in Enumerable.Range(0, tile.Vectors)
        select new Point(row, column, channel, vector, (((row * tile.TapColumns) + column) * tile.Channels) + channel);

    private readonly record struct Point(int Row, int Column, int Channel, int Vector, int Index)
    {
        public string Accumulator => Of($"{(char)('a' + Vector)}{Index}");
    }
}
