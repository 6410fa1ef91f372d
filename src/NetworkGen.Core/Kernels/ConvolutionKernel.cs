using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// Direct convolution over a register tile. The same kernel serves forward, the gradient of the input (taps turned around, one call per
/// stride phase) and linear layers (a 1×1 map). The order of additions is (channel block, tap row, tap column, channel) on every width.
/// </summary>
/// <param name="TapRows">Kernel rows.</param>
/// <param name="TapColumns">Kernel columns.</param>
/// <param name="Stride">Input positions between outputs.</param>
/// <param name="Dilation">Input positions between taps.</param>
/// <param name="InputBlock">Channels side by side in the input: 16, or 1 for planes (images of few channels).</param>
/// <param name="OutputStep">Output positions between results: the stride when a gradient is computed phase by phase.</param>
/// <param name="Lanewise">Whether each channel reads only itself (depthwise).</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Epilogue">What happens before a store.</param>
/// <param name="Tiles">The register tile of each width, in the order of <see cref="SimdTarget.All"/>.</param>
public sealed record ConvolutionKernel(
    int TapRows,
    int TapColumns,
    int Stride,
    int Dilation,
    int InputBlock,
    int OutputStep,
    bool Lanewise,
    bool HasBias,
    Epilogue Epilogue,
    Declaration.EquatableArray<ConvolutionTile> Tiles) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Of(
        $"{(Lanewise ? "Depthwise" : "Convolution")}{TapRows}x{TapColumns}{(Stride > 1 ? "Stride" + Number(Stride) : "")}{(Dilation > 1 ? "Dilation" + Number(Dilation) : "")}{(InputBlock == 1 && !Lanewise ? "Planes" : "")}{(OutputStep > 1 ? "Every" + Number(OutputStep) : "")}{(HasBias ? "Bias" : "")}{Epilogue.Suffix}_{Tiles[0]}");

    /// <inheritdoc/>
    public override string Summary => Of(
        $"{TapRows}×{TapColumns} {(Lanewise ? "depthwise " : "")}convolution{(Stride > 1 ? ", stride " + Number(Stride) : "")}{(Dilation > 1 ? ", dilation " + Number(Dilation) : "")}{(OutputStep > 1 ? ", writing every " + Number(OutputStep) + ". row and column" : "")}.");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "ref x", "ref weights", .. HasBias ? ["ref bias"] : Array.Empty<string>(), "ref y",
        "groups", "inputBlocks", "xPlane", "xPitch", "outputBlocks", "yPlane", "yPitch", "rows", "columns",
    ];

    private int PanelLength => TapRows * TapColumns * ChannelsPerBlock * 16;

    private int ChannelsPerBlock => Lanewise ? 1 : InputBlock;

    private int PositionStep => Lanewise ? 16 : InputBlock;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        ConvolutionTile tile = Tiles[SimdTarget.All.ToList().IndexOf(simd)];
        writer.Line($"nint panel = inputBlocks * {PanelLength};");
        for (int block = 2; block < tile.Blocks; block++)
        {
            writer.Line($"nint panel{block} = {block} * panel;");
        }

        using (writer.Open("for (nint group = 0; group < groups; group++)"))
        using (writer.Open($"for (nint block = 0; block < outputBlocks; block += {tile.Blocks})"))
        {
            writer.Line("nint channelBlock = (group * outputBlocks) + block;");
            writer.Line("ref float panels = ref Unsafe.Add(ref weights, channelBlock * panel);");
            using (writer.Open(Tiled("row", "rows", tile.Rows)))
            {
                using (writer.Open(Tiled("column", "columns", tile.Columns)))
                {
                    Accumulators(writer, simd, tile);
                    Reduction(writer, simd, tile);
                    Stores(writer, simd, tile);
                    Last(writer, "column", "columns", tile.Columns);
                }

                Last(writer, "row", "rows", tile.Rows);
            }
        }
    }

    private static string Tiled(string index, string count, int step) =>
        Of($"for (nint {index} = 0; ; {index} = Math.Min({index} + {step}, {count} - {step})) // the last tile shifts inwards");

    private static void Last(SourceWriter writer, string index, string count, int step)
    {
        writer.Line();
        using (writer.Open($"if ({index} == {count} - {step})"))
        {
            writer.Line("break;");
        }
    }

    private void Accumulators(SourceWriter writer, SimdTarget simd, ConvolutionTile tile)
    {
        for (int vector = 0; vector < tile.Blocks * simd.VectorsPerBlock; vector++)
        {
            for (int position = 0; position < tile.Positions; position++)
            {
                string start = (HasBias, position) switch
                {
                    (false, _) => simd.Zero,
                    (true, 0) => simd.Load("bias", Of($"(channelBlock * 16) + {vector * simd.Lanes}")),
                    _ => Accumulator(0, vector),
                };
                writer.Line($"{simd.Type} {Accumulator(position, vector)} = {start};");
            }
        }
    }

    private void Reduction(SourceWriter writer, SimdTarget simd, ConvolutionTile tile)
    {
        writer.Line("ref float w = ref panels;");
        writer.Line($"ref float image = ref Unsafe.Add(ref x, (group * inputBlocks * xPlane) + (row * {Stride} * xPitch) + (column * {Stride * PositionStep}));");
        SourceWriter.Block? channels = Lanewise ? null : writer.Open("for (nint c = 0; c < inputBlocks; c++)");
        writer.Line("ref float tapRow = ref image;");
        using (writer.Open($"for (int r = 0; r < {TapRows}; r++)"))
        {
            for (int row = 0; row < tile.Rows; row++)
            {
                writer.Line($"ref float tap{row} = {SimdTarget.At("tapRow", row == 0 ? "0" : Of($"{row * Stride} * xPitch"))};");
            }

            Taps(writer, simd, tile);
            writer.Line($"tapRow = ref Unsafe.Add(ref tapRow, {Dilation} * xPitch);");
        }

        if (channels is { } loop)
        {
            writer.Line("image = ref Unsafe.Add(ref image, xPlane);");
            loop.Dispose();
        }
    }

    /// <summary>One row of taps. With planes the taps are unrolled; with blocks the 16 channels are the inner loop.</summary>
    private void Taps(SourceWriter writer, SimdTarget simd, ConvolutionTile tile)
    {
        int multiplies = tile.Positions * tile.Blocks * simd.VectorsPerBlock;
        if (ChannelsPerBlock == 1 && multiplies * TapColumns <= MaxUnrolled)
        {
            for (int s = 0; s < TapColumns; s++)
            {
                Step(writer, simd, tile, s * Dilation * PositionStep, s * 16);
            }

            writer.Line($"w = ref Unsafe.Add(ref w, {16 * TapColumns});");
            return;
        }

        using (writer.Open($"for (int s = 0; s < {TapColumns}; s++)"))
        {
            if (ChannelsPerBlock == 1)
            {
                Step(writer, simd, tile, 0, 0);
                Advance(writer, tile, Dilation * PositionStep, 16);
                return;
            }

            int unroll = multiplies <= 8 ? 4 : multiplies <= 16 ? 2 : 1;
            using (writer.Open($"for (int lane = 0; lane < 16; lane += {unroll})"))
            {
                for (int lane = 0; lane < unroll; lane++)
                {
                    Step(writer, simd, tile, lane, 16 * lane);
                }

                Advance(writer, tile, unroll, 16 * unroll);
            }

            if (Dilation > 1)
            {
                Advance(writer, tile, 16 * (Dilation - 1), 0);
            }
        }
    }

    /// <summary>One tap of one channel: every accumulator of the tile takes one multiply-add.</summary>
    private void Step(SourceWriter writer, SimdTarget simd, ConvolutionTile tile, int tapOffset, int weightOffset)
    {
        int vectors = tile.Blocks * simd.VectorsPerBlock;
        using (writer.Open())
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                int block = vector / simd.VectorsPerBlock;
                int lane = (vector % simd.VectorsPerBlock * simd.Lanes) + weightOffset;
                string offset = block == 0 ? Number(lane) : Of($"panel{(block == 1 ? "" : Number(block))}") + (lane == 0 ? "" : " + " + Number(lane));
                writer.Line($"{simd.Type} w{vector} = {simd.Load("w", offset)};");
            }

            for (int row = 0; row < tile.Rows; row++)
            {
                for (int column = 0; column < tile.Columns; column++)
                {
                    int position = (row * tile.Columns) + column;
                    int offset = tapOffset + (column * Stride * PositionStep);
                    if (!Lanewise)
                    {
                        writer.Line($"{simd.Type} v{position} = {simd.Broadcast("tap" + Number(row), Number(offset))};");
                    }

                    for (int vector = 0; vector < vectors; vector++)
                    {
                        string value = Lanewise ? simd.Load("tap" + Number(row), offset + (vector * simd.Lanes)) : "v" + Number(position);
                        string accumulator = Accumulator(position, vector);
                        writer.Line($"{accumulator} = {simd.MultiplyAdd(value, "w" + Number(vector), accumulator)};");
                    }
                }
            }
        }
    }

    private static void Advance(SourceWriter writer, ConvolutionTile tile, int tap, int weights)
    {
        for (int row = 0; row < tile.Rows; row++)
        {
            writer.Line($"tap{row} = ref Unsafe.Add(ref tap{row}, {tap});");
        }

        if (weights > 0)
        {
            writer.Line($"w = ref Unsafe.Add(ref w, {weights});");
        }
    }

    private void Stores(SourceWriter writer, SimdTarget simd, ConvolutionTile tile)
    {
        writer.Line($"ref float target = ref Unsafe.Add(ref y, (channelBlock * yPlane) + (row * yPitch) + (column * {16 * OutputStep}));");
        for (int block = 0; block < tile.Blocks; block++)
        {
            for (int row = 0; row < tile.Rows; row++)
            {
                for (int column = 0; column < tile.Columns; column++)
                {
                    for (int part = 0; part < simd.VectorsPerBlock; part++)
                    {
                        string value = Accumulator((row * tile.Columns) + column, (block * simd.VectorsPerBlock) + part);
                        string activated = Epilogue.Apply(simd, value);
                        if (activated != value)
                        {
                            writer.Line($"{value} = {activated};");
                        }

                        writer.Line(simd.Store(value, "target", Offset(block, row, (column * 16 * OutputStep) + (part * simd.Lanes))));
                    }
                }
            }
        }
    }

    private static string Offset(int block, int row, int column)
    {
        var terms = new List<string>();
        if (block > 0)
        {
            terms.Add(block == 1 ? "yPlane" : Of($"({block} * yPlane)"));
        }

        if (row > 0)
        {
            terms.Add(row == 1 ? "yPitch" : Of($"({row} * yPitch)"));
        }

        if (column > 0 || terms.Count == 0)
        {
            terms.Add(Number(column));
        }

        return string.Join(" + ", terms);
    }

    private static string Accumulator(int position, int vector) => Of($"a{position}_{vector}");

    private static string Number(int value) => Of($"{value}");

    /// <summary>Multiply-adds in a straight line at most: beyond some 600 a method the JIT's optimizer suffers (performance.md §4).</summary>
    private const int MaxUnrolled = 200;
}
