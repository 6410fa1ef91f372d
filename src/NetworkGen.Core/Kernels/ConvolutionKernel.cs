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
public sealed partial record ConvolutionKernel(
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
        $"{(Input == ConvolutionInput.Lanes ? "Depthwise convolution" : IsPointwise ? "1 × 1 convolution" : "Convolution")}{(Stride > 1 ? Of($" of stride {Stride}") : "")}, {Tiles[0].Rows} × {Tiles[0].Columns} positions × {16 * Tiles[0].Vectors} channels at once with 512 bits: y[k, h, w] = bias[k] + {(IsPointwise ? "Σ x[c, h, w] · weights[k, c]" : Of($"Σ x[c, h · {Stride} + r · dilation, w · {Stride} + s · dilation] · weights[k, c, r, s]"))}{(TakesResidual ? " + residual[k, h, w], where one is given" : "")}{(IsPooled ? "; the largest of each 2 × 2 is stored" : "")}. Results are yStep floats apart{(HasGaps ? ", with gap more behind every so many columns" : "")}.");

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
        var tile = new KernelTile(simd, TileOf(simd));
        writer.Line($"nint panel = inputBlocks * {(IsPointwise ? "" : "tapRows * tapColumns * ")}{ChannelsPerBlock * 16};");
        bool slidesTaps = HasSlidingTaps && (simd.CoversBlock || tile.Rows == 1);
        if (!IsPointwise && !slidesTaps)
        {
            writer.Line("nint tapPitch = dilation * xPitch;");
        }

        using (Rows(writer, simd, tile))
        {
            writer.Line("// The last tile of an axis shifts inwards and computes some results twice.");
            Block(writer, simd, tile);
            string part = HasSharedParts(tile) ? " + part" : "";
            writer.Line($"nint row = {(tile.Rows == 1 ? "own.Row" : Of($"Math.Min(own.Row * {tile.Rows}, rows - {tile.Rows})"))};");
            writer.Line($"ref float inputRow = ref Add(ref x, (own.Group * inputBlocks * xPlane) + (row * {(Stride == 1 ? "" : Of($"{Stride} * "))}xPitch));");
            writer.Line($"ref float panelWeights = ref Add(ref weights, {(part.Length == 0 ? "block * panel" : "(block * panel)" + part)});");
            writer.Line($"ref float panelBias = ref Add(ref bias, {(part.Length == 0 ? "block * 16" : "(block * 16)" + part)});");
            writer.Line($"ref float outputRow = ref Add(ref y, (block * yPlane) + (row {(IsPooled ? "/ 2 " : "")}* yPitch){part});");
            if (TakesResidual)
            {
                writer.Line($"nint addedRow = (block * residualPlane) + (row * residualPitch){part};");
            }

            if (FetchesAhead)
            {
                writer.Line("// Weights are used by all of a core's tiles of a map; meanwhile each tile fetches a slice of the next ones into the cache, ahead floats at a time.");
                writer.Line("nint slice = (15 + own.Tiles) / own.Tiles;");
                writer.Line("nint sliceStart = own.Before * slice;");
            }

            using (Columns(writer, simd, tile))
            {
                string inner = HasInnerParts(tile) ? "part" : "";
                Begin(writer, simd, tile, inner);
                if (slidesTaps)
                {
                    SlidingTaps.Print(writer, simd, tile.Size, Stride);
                }
                else
                {
                    Sums(writer, simd, tile);
                }

                Stores(writer, simd, tile, inner);
            }
        }
    }

    /// <summary>Prints where a tile's values, weights and bias are; <paramref name="part"/> is what their distance grows by where all parts of a block follow each other.</summary>
    private void Begin(SourceWriter writer, SimdTarget simd, KernelTile tile, string part)
    {
        writer.Line($"nint column = {(tile.Columns == 1 ? "tile" : Of($"Math.Min(tile * {tile.Columns}, columns - {tile.Columns})"))};");
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
    }

    /// <summary>Opens the loop over rows of tiles, those of one panel of weights behind each other: of these a core has its share.</summary>
    private SourceWriter.Block Rows(SourceWriter writer, SimdTarget simd, KernelTile tile)
    {
        string steps = Steps("outputBlocks", tile.BlockStep);
        if (HasSharedParts(tile))
        {
            writer.Line($"nint parts = 16 / {simd.Floats(tile.Vectors)};");
            steps = "outputBlocks * parts";
        }

        return writer.Open(Of(
            $"foreach (TileRow own in share.Of(groups, {steps}, {Steps("rows", tile.Rows)}, {Steps("columns", tile.Columns)}, outputBlocks * panel, inputBlocks * xPlane))"));
    }

    /// <summary>Opens the loop over the tiles of a row. Where each channel reads only itself, all parts of a block follow each other: a line of the cache has them all.</summary>
    private SourceWriter.Block Columns(SourceWriter writer, SimdTarget simd, KernelTile tile)
    {
        const string OfRow = "for (nint tile = own.First; tile < own.End; tile++)";
        if (!HasInnerParts(tile))
        {
            return writer.Open(OfRow);
        }

        writer.Line(OfRow);
        return writer.Open($"for (nint part = 0; part < 16; part += {simd.Floats(tile.Vectors)})");
    }

    private bool HasInnerParts(KernelTile tile) => tile.SplitsBlock && Input == ConvolutionInput.Lanes;

    private bool HasSharedParts(KernelTile tile) => tile.SplitsBlock && Input != ConvolutionInput.Lanes;

    /// <summary>Prints the first block of a tile, and which part of it where the tile covers only a part.</summary>
    private void Block(SourceWriter writer, SimdTarget simd, KernelTile tile)
    {
        bool isShared = HasSharedParts(tile);
        string inGroup = isShared ? "(own.Block / parts)" : tile.BlockStep == 1 ? "own.Block" : Of($"Math.Min(own.Block * {tile.BlockStep}, outputBlocks - {tile.BlockStep})");
        writer.Line($"nint block = (own.Group * outputBlocks) + {inGroup};");
        if (isShared)
        {
            writer.Line($"nint part = own.Block % parts * {simd.Floats(tile.Vectors)};");
        }
    }

    private static string Offset(SimdTarget simd, int vector, string plane) =>
        simd.CoversBlock ? Times(vector, plane) : simd.Floats(vector);

    /// <summary>How many steps of so many there are.</summary>
    private static string Steps(string all, int size) => size == 1 ? all : Of($"({all} + {size - 1}) / {size}");

    private static string Part(string name, int value) => value == 1 ? "" : Of($"{name}{value}");

    private static string Times(int factor, string value) => factor == 0 ? "" : factor == 1 ? value : Of($"({factor} * {value})");

    private static string Number(int value) => value == 0 ? "" : Of($"{value}");

    private static string Sum(params string[] terms) => string.Join(" + ", terms.Where(static term => term.Length > 0));
}
