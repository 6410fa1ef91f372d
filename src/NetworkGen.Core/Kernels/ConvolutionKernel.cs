using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// Direct convolution over a register tile. The same kernel serves forward, the gradient of the input (taps turned around, one call per
/// stride phase) and linear layers (a 1×1 map). The order of additions is (channel block, tap row, tap column, channel) on every width.
/// </summary>
/// <param name="Stride">Input positions between outputs.</param>
/// <param name="Input">How the input's channels lie, and how many of them one output reads.</param>
/// <param name="OutputStep">Output positions between results: the stride when a gradient is computed phase by phase.</param>
/// <param name="Epilogue">What happens before a store beside the lower bound that every call gives: none covers a plain store and ReLU.</param>
/// <param name="Tiles">The register tile of each width, in the order of <see cref="SimdTarget.All"/>.</param>
/// <param name="AddsResidual">Whether another map is added before the epilogue.</param>
public sealed record ConvolutionKernel(
    int Stride,
    ConvolutionInput Input,
    int OutputStep,
    Epilogue Epilogue,
    EquatableArray<ConvolutionTile> Tiles,
    bool AddsResidual = false) : EmittedKernel
{
    /// <summary>What is left of an epilogue when the lower bound is taken care of.</summary>
    public static Epilogue Unclamped(Epilogue epilogue) => epilogue.Kind == EpilogueKind.ReLU ? Epilogue.None : epilogue;

    /// <summary>The lower bound that makes a plain store, or a ReLU, of the same kernel.</summary>
    public static Operand Lowest(Epilogue epilogue) => Operand.Text(epilogue.Kind == EpilogueKind.ReLU ? "0f" : "float.NegativeInfinity");

    /// <inheritdoc/>
    public override string Name => Of(
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise" : "Convolution")}{(Input == ConvolutionInput.Planes ? "Planes" : "")}{Part("Stride", Stride)}{Part("Every", OutputStep)}{(AddsResidual ? "Residual" : "")}{Epilogue.Suffix}_{Tiles[0]}");

    /// <inheritdoc/>
    public override string Summary => Of(
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise convolution" : "Convolution")}{(Stride > 1 ? Of($" of stride {Stride}") : "")}, {Tiles[0].Rows} × {Tiles[0].Columns} positions × {16 * Tiles[0].Vectors} channels at once with 512 bits{(OutputStep > 1 ? Of($", writing every {OutputStep}. row and column") : "")}: y[k, h, w] = bias[k] + Σ x[c, h · {Stride} + r · dilation, w · {Stride} + s · dilation] · weights[k, c, r, s]{(AddsResidual ? " + residual[k, h, w]" : "")}.");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "ref x", "ref weights", "ref bias", "ref y", "groups", "inputBlocks", "xPlane", "xPitch", "outputBlocks", "yPlane", "yPitch",
        "rows", "columns", "tapRows", "tapColumns", "dilation", "float lowest",
        .. AddsResidual ? new[] { "ref residual", "residualPlane", "residualPitch" } : [],
    ];

    private int ChannelsPerBlock => Input == ConvolutionInput.Blocks ? 16 : 1;

    private int PositionStep => Input == ConvolutionInput.Planes ? 1 : 16;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        var tile = new Tile(simd, Tiles[SimdTarget.All.ToList().IndexOf(simd)]);
        writer.Line($"nint panel = inputBlocks * tapRows * tapColumns * {ChannelsPerBlock * 16};");
        writer.Line($"for (nint block = 0; block < groups * outputBlocks; {(tile.BlockStep == 1 ? "block++" : Of($"block += {tile.BlockStep}"))})");
        if (tile.SplitsBlock)
        {
            writer.Line($"for (nint part = 0; part < 16; part += {tile.Lanes})");
        }

        writer.Line($"for (nint firstRow = 0; firstRow < rows; firstRow += {tile.Rows})");
        using (writer.Open($"for (nint firstColumn = 0; firstColumn < columns; firstColumn += {tile.Columns})"))
        {
            writer.Line("// The last tile of a row or column shifts inwards: some positions are computed twice, none is left over.");
            writer.Line($"nint row = Math.Min(firstRow, rows - {tile.Rows});");
            writer.Line($"nint column = Math.Min(firstColumn, columns - {tile.Columns});");
            writer.Line($"ref float image = ref Unsafe.Add(ref x, (block / outputBlocks * inputBlocks * xPlane) + (row * {(Stride == 1 ? "" : Of($"{Stride} * "))}xPitch) + (column * {Stride * PositionStep}));");
            writer.Line($"ref float w = ref Unsafe.Add(ref weights, {(tile.SplitsBlock ? "(block * panel) + part" : "block * panel")});");
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                writer.Line($"{simd.Type} bias{vector} = {simd.Load("bias", (tile.SplitsBlock ? "(block * 16) + part" : vector == 0 ? "block * 16" : "(block * 16)") + Plus(vector * simd.Lanes))};");
                writer.Line($"{simd.Type} {string.Join(", ", Enumerable.Range(0, tile.Positions).Select(position => Of($"{tile.Accumulator(position, vector)} = bias{vector}")))};");
            }

            writer.Line();
            Reduction(writer, simd, tile);
            Stores(writer, simd, tile);
        }
    }

    private void Reduction(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        if (Input != ConvolutionInput.Lanes)
        {
            writer.Line("for (nint c = 0; c < inputBlocks; c++)");
        }

        writer.Line("for (nint r = 0; r < tapRows; r++)");
        using (writer.Open("for (nint s = 0; s < tapColumns; s++)"))
        {
            string channel = Input != ConvolutionInput.Lanes ? "(c * xPlane) + " : tile.SplitsBlock ? "part + " : "";
            writer.Line($"ref float tap0 = ref Unsafe.Add(ref image, {channel}(r * dilation * xPitch) + (s * dilation * {PositionStep}));");
            for (int row = 1; row < tile.Rows; row++)
            {
                writer.Line($"ref float tap{row} = ref Unsafe.Add(ref tap0, {(row * Stride == 1 ? "" : Of($"{row * Stride} * "))}xPitch);");
            }

            if (Input == ConvolutionInput.Blocks)
            {
                Channels(writer, simd, tile);
            }
            else
            {
                Step(writer, simd, tile, 0, 0, isFirst: true);
                writer.Line("w = ref Unsafe.Add(ref w, 16);");
            }
        }

        writer.Line();
    }

    /// <summary>The 16 channels of a block; a small tile takes several at once, so that the loop's own work doesn't show.</summary>
    private void Channels(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        int unroll = simd.Lanes > 1 && tile.Positions * tile.Vectors <= 8 ? 2 : 1;
        using (writer.Open(unroll == 1 ? "for (int lane = 0; lane < 16; lane++)" : Of($"for (int lane = 0; lane < 16; lane += {unroll})")))
        {
            for (int lane = 0; lane < unroll; lane++)
            {
                Step(writer, simd, tile, lane, 16 * lane, lane == 0);
            }

            for (int row = 0; row < tile.Rows; row++)
            {
                writer.Line($"tap{row} = ref Unsafe.Add(ref tap{row}, {unroll});");
            }

            writer.Line($"w = ref Unsafe.Add(ref w, {16 * unroll});");
        }
    }

    /// <summary>One channel of one tap: every accumulator of the tile takes one multiply-add.</summary>
    private void Step(SourceWriter writer, SimdTarget simd, Tile tile, int tapOffset, int weightOffset, bool isFirst)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            string offset = simd.Lanes == 16 && vector > 0
                ? Of($"{(vector == 1 ? "panel" : Of($"({vector} * panel)"))}{Plus(weightOffset)}")
                : Of($"{(vector * simd.Lanes) + weightOffset}");
            writer.Line($"{(isFirst ? simd.Type + " " : "")}w{vector} = {simd.Load("w", offset)};");
        }

        bool sharesValue = tile.Vectors > 1 && Input != ConvolutionInput.Lanes;
        for (int position = 0; position < tile.Positions; position++)
        {
            string tap = Of($"tap{position / tile.Columns}");
            int offset = tapOffset + (position % tile.Columns * Stride * PositionStep);
            if (sharesValue)
            {
                writer.Line($"{(isFirst && position == 0 ? simd.Type + " " : "")}v = {simd.Broadcast(tap, Of($"{offset}"))};");
            }

            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string value = sharesValue ? "v"
                    : Input == ConvolutionInput.Lanes ? simd.Load(tap, offset + (vector * simd.Lanes))
                    : simd.Broadcast(tap, Of($"{offset}"));
                string accumulator = tile.Accumulator(position, vector);
                writer.Line($"{accumulator} = {simd.MultiplyAdd(value, Of($"w{vector}"), accumulator)};");
            }
        }
    }

    private void Stores(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        if (Epilogue.Kind == EpilogueKind.None)
        {
            writer.Line($"{simd.Type} low = {simd.Splat("lowest")};");
        }

        writer.Line($"ref float target = ref Unsafe.Add(ref y, (block * yPlane) + (row * yPitch) + (column * {16 * OutputStep}){tile.Part});");
        if (AddsResidual)
        {
            writer.Line($"ref float added = ref Unsafe.Add(ref residual, (block * residualPlane) + (row * residualPitch) + (column * {16 * OutputStep}){tile.Part});");
        }

        for (int position = 0; position < tile.Positions; position++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string sum = tile.Accumulator(position, vector);
                string value = AddsResidual ? $"({sum} + {simd.Load("added", Target(simd, tile, position, vector, "residual"))})" : sum;
                string result = Epilogue.Kind == EpilogueKind.None ? simd.Max("low", value) : Epilogue.Apply(simd, value);
                writer.Line(simd.Store(result, "target", Target(simd, tile, position, vector, "y")));
            }
        }
    }

    private string Target(SimdTarget simd, Tile tile, int position, int vector, string map)
    {
        int block = simd.Lanes == 16 ? vector : 0;
        int row = position / tile.Columns;
        int offset = (position % tile.Columns * 16 * OutputStep) + (simd.Lanes == 16 ? 0 : vector * simd.Lanes);
        string[] terms =
        [
            block == 0 ? "" : block == 1 ? map + "Plane" : Of($"({block} * {map}Plane)"),
            row == 0 ? "" : row == 1 ? map + "Pitch" : Of($"({row} * {map}Pitch)"),
            offset == 0 ? "" : Of($"{offset}"),
        ];
        string[] present = [.. terms.Where(static term => term.Length > 0)];
        return present.Length == 1 ? present[0].Trim('(', ')') : string.Join(" + ", present);
    }

    private static string Part(string name, int value) => value == 1 ? "" : Of($"{name}{value}");

    private static string Plus(int offset) => offset == 0 ? "" : Of($" + {offset}");

    /// <summary>A tile on one vector width.</summary>
    private readonly struct Tile(SimdTarget simd, ConvolutionTile size)
    {
        public int Rows => size.Rows;

        public int Columns => size.Columns;

        public int Vectors => size.Vectors;

        public int Positions => size.Positions;

        public int Lanes => simd.Lanes * size.Vectors;

        /// <summary>Blocks that one tile covers.</summary>
        public int BlockStep => simd.Lanes == 16 ? size.Vectors : 1;

        /// <summary>Whether a tile covers only a part of the 16 channels of a block.</summary>
        public bool SplitsBlock => Lanes < 16;

        /// <summary>The distance of the part from its block, as a summand.</summary>
        public string Part => SplitsBlock ? " + part" : "";

        public string Accumulator(int position, int vector) => size.Vectors == 1 ? Of($"a{position}") : Of($"{(char)('a' + vector)}{position}");
    }
}

/// <summary>How the input of a convolution lies in memory, and how many of its channels one output reads.</summary>
public enum ConvolutionInput
{
    /// <summary>Blocks of 16 channels, all of a group read.</summary>
    Blocks,

    /// <summary>Planes of one channel, all of a group read.</summary>
    Planes,

    /// <summary>Blocks of 16 channels, each output reads its own (depthwise).</summary>
    Lanes,
}
