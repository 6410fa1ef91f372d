using System;
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
/// <param name="Epilogue">What happens before a store beside the lower bound that every call gives: none covers a plain store and ReLU.</param>
/// <param name="Tiles">The register tiles, in the order of <see cref="SimdTarget.Tiled"/>.</param>
/// <param name="TakesResidual">Whether a call may give another map that is added before the epilogue.</param>
/// <param name="IsPooled">Whether only the largest of each 2×2 results is stored; rows, columns and tiles are even then, so that a shifted tile still begins with a window.</param>
/// <param name="FetchesAhead">Whether the weights are too many to stay in the cache, so that each tile fetches a part of those that come next.</param>
/// <param name="HasSlidingTaps">Whether it is a depthwise 3×3 without dilation, whose text has its taps where the registers hold them (<see cref="SlidingTaps"/>).</param>
/// <param name="HasGaps">Whether rows of the output were joined that have something between them in memory.</param>
/// <param name="IsPointwise">Whether it is a 1×1 of blocks, which has no taps to go through; the products of Winograd's minimal filtering are some.</param>
public sealed record ConvolutionKernel(
    int Stride,
    ConvolutionInput Input,
    Epilogue Epilogue,
    EquatableArray<ConvolutionTile> Tiles,
    bool TakesResidual = false,
    bool IsPooled = false,
    bool FetchesAhead = false,
    bool HasSlidingTaps = false,
    bool HasGaps = false,
    bool IsPointwise = false) : EmittedKernel
{
    /// <summary>What is left of an epilogue when the lower bound is taken care of.</summary>
    public static Epilogue Unclamped(Epilogue epilogue) => epilogue.Kind == EpilogueKind.ReLU ? Epilogue.None : epilogue;

    /// <summary>The lower bound that makes a plain store, or a ReLU, of the same kernel.</summary>
    public static Operand Lowest(Epilogue epilogue) => Operand.Text(epilogue.Kind == EpilogueKind.ReLU ? "0f" : "Unbounded");

    /// <inheritdoc/>
    public override string Name => Of(
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise" : IsPointwise ? "Pointwise" : "Convolution")}{(Input == ConvolutionInput.Planes ? "Planes" : "")}{(HasSlidingTaps ? "3x3" : "")}{Part("Stride", Stride)}{(TakesResidual ? "Residual" : "")}{Epilogue.Suffix}{(IsPooled ? "MaxPool" : "")}{(HasGaps ? "Gaps" : "")}_{Tiles[0]}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimdTarget> Texts => SimdTarget.Tiled;

    /// <inheritdoc/>
    public override EmittedKernel Text(SimdTarget simd) => this with { Tiles = new[] { TileOf(simd) }.ToEquatableArray() };

    /// <inheritdoc/>
    public override string Summary => Of(
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise convolution" : IsPointwise ? "1 × 1 convolution" : "Convolution")}{(Stride > 1 ? Of($" of stride {Stride}") : "")}, {Tiles[0].Rows} × {Tiles[0].Columns} positions × {16 * Tiles[0].Vectors} channels at once with 512 bits: y[k, h, w] = bias[k] + {(IsPointwise ? Of($"Σ x[c, h · {Stride}, w · {Stride}] · weights[k, c]") : Of($"Σ x[c, h · {Stride} + r · dilation, w · {Stride} + s · dilation] · weights[k, c, r, s]"))}{(TakesResidual ? " + residual[k, h, w], where one is given" : "")}{(IsPooled ? "; the largest of each 2 × 2 is stored" : "")}. Results are yStep floats apart{(HasGaps ? ", with gap more behind every so many columns" : "")}.");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "in x", "in weights", "in bias", "ref y", "groups", "inputBlocks", "xPlane", "xPitch", "outputBlocks", "yPlane", "yPitch", "yStep",
        "rows", "columns", .. IsPointwise ? Array.Empty<string>() : ["tapRows", "tapColumns", "dilation"], "float lowest",
        .. TakesResidual ? new[] { "in residual", "residualPlane", "residualPitch", "residualStep" } : [],
        .. HasGaps ? new[] { "columnsBetweenGaps", "gap" } : [],
    ];

    private ConvolutionTile TileOf(SimdTarget simd) => Tiles[SimdTarget.Tiled.ToList().IndexOf(simd)];

    private int ChannelsPerBlock => Input == ConvolutionInput.Blocks ? 16 : 1;

    private int PositionStep => Input == ConvolutionInput.Planes ? 1 : 16;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        var tile = new Tile(simd, TileOf(simd));
        writer.Line($"nint panel = inputBlocks * {(IsPointwise ? "" : "tapRows * tapColumns * ")}{ChannelsPerBlock * 16};");
        if (FetchesAhead)
        {
            writer.Line("// Weights are used by all tiles of a map; meanwhile each tile fetches a slice of the next ones into the cache, ahead floats at a time.");
            writer.Line($"nint tileColumns = (columns + {tile.Columns - 1}) / {tile.Columns};");
            writer.Line($"nint tiles = (rows + {tile.Rows - 1}) / {tile.Rows} * tileColumns;");
            writer.Line("nint slice = (15 + tiles) / tiles;");
        }

        if (!IsPointwise && !HasSlidingTaps)
        {
            writer.Line("nint tapPitch = dilation * xPitch;");
        }

        using (Rows(writer, simd, tile))
        {
            writer.Line("// The last tile of an axis shifts inwards and computes some results twice.");
            Block(writer, simd, tile);
            string part = HasSharedParts(tile) ? " + part" : "";
            writer.Line($"nint row = Math.Min({(tile.Rows == 1 ? "tileRow" : Of($"tileRow * {tile.Rows}"))}, rows - {tile.Rows});");
            writer.Line($"ref float inputRow = ref Add(ref x, (own.Group * inputBlocks * xPlane) + (row * {(Stride == 1 ? "" : Of($"{Stride} * "))}xPitch));");
            writer.Line($"ref float panelWeights = ref Add(ref weights, (block * panel){part});");
            writer.Line($"ref float panelBias = ref Add(ref bias, (block * 16){part});");
            writer.Line($"ref float outputRow = ref Add(ref y, (block * yPlane) + (row {(IsPooled ? "/ 2 " : "")}* yPitch){part});");
            if (TakesResidual)
            {
                writer.Line($"nint addedRow = (block * residualPlane) + (row * residualPitch){part};");
            }

            if (FetchesAhead)
            {
                writer.Line("nint sliceStart = tileRow * tileColumns * slice;");
            }

            using (Columns(writer, simd, tile))
            {
                OneTile(writer, simd, tile);
            }
        }
    }

    private void OneTile(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        string part = HasInnerParts(tile) ? "part" : "";
        writer.Line($"nint column = Math.Min(firstColumn, columns - {tile.Columns});");
        writer.Line($"ref float image = ref Add(ref inputRow, column * {Stride * PositionStep});");
        writer.Line($"ref float w = {SimdTarget.At("panelWeights", part)};");
        if (FetchesAhead)
        {
            writer.Line($"nint ahead = sliceStart < 16 ? {(tile.LanesPerFetch == 1 ? "slice" : Of($"{tile.LanesPerFetch} * slice"))} : 0;");
            writer.Line($"ref float nextWeights = ref Add(ref w, ahead == 0 ? 0 : ({tile.BlockStep} * panel) + (sliceStart * (panel / 16)));");
            writer.Line("sliceStart += slice;");
        }

        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            writer.Line($"{simd.Type} bias{vector} = {simd.Load("panelBias", Sum(part, simd.CoversBlock ? Number(16 * vector) : simd.Floats(vector)))};");
            writer.Line($"{simd.Type} {string.Join(", ", Enumerable.Range(0, tile.Positions).Select(position => Of($"{tile.Accumulator(position, vector)} = bias{vector}")))};");
        }

        writer.Line();
        if (HasSlidingTaps && (simd.CoversBlock || tile.Rows == 1))
        {
            SlidingTaps.Print(writer, simd, tile.Size, Stride);
        }
        else
        {
            Reduction(writer, simd, tile);
        }

        Stores(writer, simd, tile, part);
    }

    /// <summary>Opens the loops over rows of tiles, those of one panel of weights behind each other: of these a core has its share.</summary>
    private SourceWriter.Block Rows(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        string steps = "outputBlocks";
        if (HasSharedParts(tile))
        {
            writer.Line($"nint parts = 16 / {simd.Floats(tile.Vectors)};");
            steps = "outputBlocks * parts";
        }
        else if (tile.BlockStep > 1)
        {
            steps = Of($"(outputBlocks + {tile.BlockStep - 1}) / {tile.BlockStep}");
        }

        writer.Line($"foreach (Rows own in share.Of(groups, {steps}, {(tile.Rows == 1 ? "rows" : Of($"(rows + {tile.Rows - 1}) / {tile.Rows}"))}))");
        return writer.Open("for (nint tileRow = own.First; tileRow < own.End; tileRow++)");
    }

    /// <summary>Opens the loop over the tiles of a row. Where each channel reads only itself, all parts of a block follow each other: a line of the cache has them all.</summary>
    private SourceWriter.Block Columns(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        string columns = Of($"for (nint firstColumn = 0; firstColumn < columns; firstColumn += {tile.Columns})");
        if (!HasInnerParts(tile))
        {
            return writer.Open(columns);
        }

        writer.Line(columns);
        return writer.Open($"for (nint part = 0; part < 16; part += {simd.Floats(tile.Vectors)})");
    }

    private bool HasInnerParts(Tile tile) => tile.SplitsBlock && Input == ConvolutionInput.Lanes;

    private bool HasSharedParts(Tile tile) => tile.SplitsBlock && Input != ConvolutionInput.Lanes;

    /// <summary>Prints the first block of a tile, and which part of it where the tile covers only a part.</summary>
    private void Block(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        bool isShared = HasSharedParts(tile);
        string inGroup = isShared ? "(own.Block / parts)" : tile.BlockStep == 1 ? "own.Block" : Of($"Math.Min(own.Block * {tile.BlockStep}, outputBlocks - {tile.BlockStep})");
        writer.Line($"nint block = (own.Group * outputBlocks) + {inGroup};");
        if (isShared)
        {
            writer.Line($"nint part = own.Block % parts * {simd.Floats(tile.Vectors)};");
        }
    }

    private void Reduction(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        string plane = "image";
        if (Input != ConvolutionInput.Lanes)
        {
            plane = "plane";
            writer.Line("ref float plane = ref image;");
            writer.Line("for (nint c = 0; c < inputBlocks; c++, plane = ref Add(ref plane, xPlane))");
        }

        const string Columns = "for (nint s = 0; s < tapColumns; s++)";
        string row = HasInnerParts(tile) ? "part + (r * tapPitch)" : "r * tapPitch";
        if (IsPointwise)
        {
            using (writer.Open())
            {
                Taps(writer, tile, plane, "");
                Channels(writer, simd, tile);
            }
        }
        else if (Input == ConvolutionInput.Blocks)
        {
            writer.Line("for (nint r = 0; r < tapRows; r++)");
            using (writer.Open(Columns))
            {
                Taps(writer, tile, plane, Of($"({row}) + (s * dilation * {PositionStep})"));
                Channels(writer, simd, tile);
            }
        }
        else
        {
            using (writer.Open("for (nint r = 0; r < tapRows; r++)"))
            {
                Taps(writer, tile, plane, row);
                using (writer.Open(Columns))
                {
                    Step(writer, simd, tile, 0, 0, isFirst: true);
                    for (int tap = 0; tap < tile.Rows; tap++)
                    {
                        writer.Line($"tap{tap} = ref Add(ref tap{tap}, {(PositionStep == 1 ? "dilation" : Of($"dilation * {PositionStep}"))});");
                    }

                    writer.Line("w = ref Add(ref w, 16);");
                }
            }
        }

        writer.Line();
    }

    /// <summary>Prints where the values of a tap begin, for each row of a tile.</summary>
    private void Taps(SourceWriter writer, Tile tile, string plane, string first)
    {
        writer.Line($"ref float tap0 = {SimdTarget.At(plane, first)};");
        for (int row = 1; row < tile.Rows; row++)
        {
            writer.Line($"ref float tap{row} = ref Add(ref tap0, {(row * Stride == 1 ? "" : Of($"{row * Stride} * "))}xPitch);");
        }
    }

    /// <summary>The 16 channels of a block; a small tile takes several at once, so that the loop's own work and the fetches don't show.</summary>
    private void Channels(SourceWriter writer, SimdTarget simd, Tile tile)
    {
        int unroll = tile.Unroll;
        ValueFetches? values = tile.Columns > 1 ? new ValueFetches(tile.Columns, Stride, unroll) : null;
        if (values is not null)
        {
            writer.Line($"// {(IsPointwise ? "The" : "In the last row of taps the")} values of the next block are fetched meanwhile, line by line; behind the last block those of the next tile.");
            writer.Line($"nint nextValues = {(IsPointwise ? "" : "r < tapRows - 1 || s > 0 ? 0 : ")}c < inputBlocks - 1 ? xPlane : {tile.Columns * Stride * PositionStep} - (c * xPlane);");
        }

        using (writer.Open(unroll == 1 ? "for (int lane = 0; lane < 16; lane++)" : Of($"for (int lane = 0; lane < 16; lane += {unroll})")))
        {
            for (int lane = 0; lane < unroll; lane++)
            {
                Step(writer, simd, tile, lane, 16 * lane, lane == 0);
                if (FetchesAhead && lane % tile.LanesPerFetch == 0)
                {
                    FetchWeights(writer, tile);
                }

                values?.Print(writer, tile.Rows, lane);
            }

            for (int row = 0; row < tile.Rows; row++)
            {
                writer.Line($"tap{row} = ref Add(ref tap{row}, {unroll});");
            }

            writer.Line($"w = ref Add(ref w, {16 * unroll});");
            if (values is not null)
            {
                writer.Line($"nextValues += {values.Length - unroll};");
            }
        }
    }

    /// <summary>A piece of the weights that come after this tile's. All of a tap's at once would take the places that loads of this tile wait for.</summary>
    private static void FetchWeights(SourceWriter writer, Tile tile) => writer.Line(string.Join(
        " ",
        [.. Enumerable.Range(0, tile.BlockStep).Select(static vector => vector == 0 ? "Fetch(ref nextWeights);" : $"Fetch(ref Add(ref nextWeights, {Times(vector, "panel")}));"), "nextWeights = ref Add(ref nextWeights, ahead);"]));

    /// <summary>One channel of one tap: every accumulator of the tile takes one multiply-add.</summary>
    private void Step(SourceWriter writer, SimdTarget simd, Tile tile, int tapOffset, int weightOffset, bool isFirst)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            string offset = Sum(simd.CoversBlock ? Times(vector, "panel") : simd.Floats(vector), Number(weightOffset));
            writer.Line($"{(isFirst ? simd.Type + " " : "")}w{vector} = {simd.Load("w", offset)};");
        }

        bool sharesValue = tile.Vectors > 1 && Input != ConvolutionInput.Lanes;
        for (int position = 0; position < tile.Positions; position++)
        {
            string tap = Of($"tap{position / tile.Columns}");
            int offset = tapOffset + (position % tile.Columns * Stride * PositionStep);
            string line = sharesValue ? $"{(isFirst && position == 0 ? simd.Type + " " : "")}v = {simd.Broadcast(tap, Of($"{offset}"))}; " : "";
            line += string.Join(" ", Enumerable.Range(0, tile.Vectors).Select(vector =>
            {
                string value = sharesValue ? "v"
                    : Input == ConvolutionInput.Lanes ? simd.Load(tap, Sum(simd.Floats(vector), Number(offset)))
                    : simd.Broadcast(tap, Of($"{offset}"));
                string accumulator = tile.Accumulator(position, vector);
                return $"{accumulator} = {simd.MultiplyAdd(value, Of($"w{vector}"), accumulator)};";
            }));
            writer.Line(line);
        }
    }

    private void Stores(SourceWriter writer, SimdTarget simd, Tile tile, string part)
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

        writer.Line($"ref float target = ref Add(ref outputRow, {Sum(IsPooled ? "(column / 2 * yStep)" : "(column * yStep)", HasGaps ? "(gaps * gap)" : "", part)});");
        ForEachRow(writer, tile, IsPooled ? 2 : 1, "target", "yPitch", "yStep", (row, column, vector) =>
            simd.Store(IsPooled ? Largest(row, column, vector) : Activated(row, column, vector), "target", Sum(Offset(simd, vector, "yPlane"), HasGaps && column > 0 ? Of($"Behind(untilGap - {column}, gap)") : "")));
    }

    /// <summary>Prints a line for each position of a tile, or for each so many rows and columns; <paramref name="reference"/> moves from one to the next.</summary>
    private static void ForEachRow(SourceWriter writer, Tile tile, int every, string reference, string pitch, string step, Func<int, int, int, string> statement)
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

    private static string Offset(SimdTarget simd, int vector, string plane) =>
        simd.CoversBlock ? Times(vector, plane) : simd.Floats(vector);

    private static string Part(string name, int value) => value == 1 ? "" : Of($"{name}{value}");

    private static string Times(int factor, string value) => factor == 0 ? "" : factor == 1 ? value : Of($"({factor} * {value})");

    private static string Number(int value) => value == 0 ? "" : Of($"{value}");

    private static string Sum(params string[] terms) => string.Join(" + ", terms.Where(static term => term.Length > 0));

    /// <summary>A tile on one vector width.</summary>
    private readonly struct Tile(SimdTarget simd, ConvolutionTile size)
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

        /// <summary>Channels that a fetch of weights serves: a line for each of them is more than a map of several tiles wants.</summary>
        public int LanesPerFetch => size.Columns == 1 ? 1 : Math.Min(2, Unroll);

        /// <summary>Blocks that one tile covers.</summary>
        public int BlockStep => simd.CoversBlock ? size.Vectors : 1;

        /// <summary>Whether a tile covers only a part of the 16 channels of a block.</summary>
        public bool SplitsBlock => !simd.CoversBlock;

        public string Accumulator(int row, int column, int vector) => Accumulator((row * size.Columns) + column, vector);

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
