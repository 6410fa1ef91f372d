using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The gradient of a convolution's weights for one image, added to what is there:
/// forward was y[k, h, w] += x[c, h·stride + r·dilation, w·stride + s·dilation] · weight[k, c, r, s],
/// so dweight[k, c, r, s] += Σ dy[k, h, w] · x[c, h·stride + r·dilation, w·stride + s·dilation].
/// </summary>
/// <param name="TapRows">Kernel rows.</param>
/// <param name="TapColumns">Kernel columns.</param>
/// <param name="Stride">Input positions between outputs.</param>
/// <param name="Dilation">Input positions between taps.</param>
/// <param name="InputBlock">Channels side by side in the input: 16, or 1 for planes.</param>
/// <param name="Lanewise">Whether each channel reads only itself (depthwise).</param>
/// <param name="RowsPerSum">Rows that are summed in registers before they are added to memory: short sums keep rounding errors small.</param>
/// <param name="Tiles">The register tile of each width, in the order of <see cref="SimdTarget.All"/>.</param>
public sealed record ConvolutionWeightsKernel(
    int TapRows,
    int TapColumns,
    int Stride,
    int Dilation,
    int InputBlock,
    bool Lanewise,
    int RowsPerSum,
    Declaration.EquatableArray<WeightTile> Tiles) : EmittedKernel
{
    /// <summary>Multiply-adds one accumulator takes before it is added to memory, about.</summary>
    public const int PositionsPerSum = 1024;

    /// <inheritdoc/>
    public override string Name => Of(
        $"{(Lanewise ? "Depthwise" : "Convolution")}{TapRows}x{TapColumns}{(Stride > 1 ? "Stride" : "")}{(Stride > 1 ? Of($"{Stride}") : "")}{(Dilation > 1 ? Of($"Dilation{Dilation}") : "")}{(InputBlock == 1 && !Lanewise ? "Planes" : "")}Weights_{Tiles[0]}");

    /// <inheritdoc/>
    public override string Summary =>
        Of($"Weight gradient of a {TapRows}×{TapColumns} {(Lanewise ? "depthwise " : "")}convolution for one image: weightGradient[k, c, r, s] += Σ dy[k, h, w] · x[c, h·{Stride} + r·{Dilation}, w·{Stride} + s·{Dilation}].");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "ref x", "ref dy", "ref weightGradient",
        "groups", "inputBlocks", "xPlane", "xPitch", "outputBlocks", "dyPlane", "dyPitch", "rows", "columns",
    ];

    private int Channels => Lanewise ? 1 : InputBlock;

    private int PositionStep => Lanewise ? 16 : InputBlock;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        WeightTile tile = Tiles[SimdTarget.All.ToList().IndexOf(simd)];
        writer.Line($"nint panel = inputBlocks * {TapRows * TapColumns * Channels * 16};");
        using (writer.Open("for (nint group = 0; group < groups; group++)"))
        using (writer.Open($"for (nint block = 0; block < outputBlocks; block += {tile.Blocks})"))
        using (writer.Open("for (nint channelBlock = 0; channelBlock < inputBlocks; channelBlock++)"))
        using (writer.Open($"for (nint r = 0; r < {TapRows}; r += {tile.TapRows})"))
        using (writer.Open($"for (nint s = 0; s < {TapColumns}; s += {tile.TapColumns})"))
        using (writer.Open($"for (nint c = 0; c < {Channels}; c += {tile.Channels})"))
        {
            writer.Line($"ref float target = ref Unsafe.Add(ref weightGradient, (((group * outputBlocks) + block) * panel) + (((((channelBlock * {TapRows}) + r) * {TapColumns}) + s) * {Channels * 16}) + (c * 16));");
            writer.Line($"ref float image = ref Unsafe.Add(ref x, (((group * inputBlocks) + channelBlock) * xPlane) + (r * {Dilation} * xPitch) + (s * {Dilation * PositionStep}) + c);");
            writer.Line("ref float outer = ref Unsafe.Add(ref dy, ((group * outputBlocks) + block) * dyPlane);");
            using (writer.Open($"for (nint first = 0; first < rows; first += {RowsPerSum})"))
            {
                Sum(writer, simd, tile);
                AddToMemory(writer, simd, tile);
            }
        }
    }

    private void Sum(SourceWriter writer, SimdTarget simd, WeightTile tile)
    {
        int vectors = tile.Blocks * simd.VectorsPerBlock;
        ForEach(tile, vectors, (_, point, vector) => writer.Line($"{simd.Type} a{point}_{vector} = {simd.Zero};"));
        writer.Line($"nint end = Math.Min(first + {RowsPerSum}, rows);");
        using (writer.Open("for (nint row = first; row < end; row++)"))
        {
            writer.Line("ref float g = ref Unsafe.Add(ref outer, row * dyPitch);");
            for (int row = 0; row < tile.TapRows; row++)
            {
                writer.Line($"ref float x{row} = ref Unsafe.Add(ref image, ((row * {Stride}) + {row * Dilation}) * xPitch);");
            }

            using (writer.Open("for (nint column = 0; column < columns; column++)"))
            {
                for (int vector = 0; vector < vectors; vector++)
                {
                    int lane = vector % simd.VectorsPerBlock * simd.Lanes;
                    int block = vector / simd.VectorsPerBlock;
                    writer.Line($"{simd.Type} g{vector} = {simd.Load("g", block == 0 ? Of($"{lane}") : Of($"({block} * dyPlane) + {lane}"))};");
                }

                ForEach(tile, vectors, (tap, point, vector) => Multiply(writer, simd, tap, point, vector));
                writer.Line("g = ref Unsafe.Add(ref g, 16);");
                for (int row = 0; row < tile.TapRows; row++)
                {
                    writer.Line($"x{row} = ref Unsafe.Add(ref x{row}, {Stride * PositionStep});");
                }
            }
        }
    }

    private void Multiply(SourceWriter writer, SimdTarget simd, (int Row, int Column, int Channel) tap, int point, int vector)
    {
        int offset = (tap.Column * Dilation * PositionStep) + tap.Channel;
        if (Lanewise)
        {
            writer.Line($"a{point}_{vector} = {simd.MultiplyAdd(simd.Load(Of($"x{tap.Row}"), offset + (vector * simd.Lanes)), Of($"g{vector}"), Of($"a{point}_{vector}"))};");
            return;
        }

        if (vector == 0)
        {
            writer.Line($"{simd.Type} v{point} = {simd.Broadcast(Of($"x{tap.Row}"), Of($"{offset}"))};");
        }

        writer.Line($"a{point}_{vector} = {simd.MultiplyAdd(Of($"v{point}"), Of($"g{vector}"), Of($"a{point}_{vector}"))};");
    }

    private void AddToMemory(SourceWriter writer, SimdTarget simd, WeightTile tile)
    {
        int vectors = tile.Blocks * simd.VectorsPerBlock;
        ForEach(tile, vectors, (tap, point, vector) =>
        {
            int block = vector / simd.VectorsPerBlock;
            int within = (((((tap.Row * TapColumns) + tap.Column) * Channels) + tap.Channel) * 16) + (vector % simd.VectorsPerBlock * simd.Lanes);
            string offset = block == 0 ? Of($"{within}") : Of($"({block} * panel) + {within}");
            writer.Line(simd.Store(Of($"({simd.Load("target", offset)} + a{point}_{vector})"), "target", offset));
        });
    }

    private static void ForEach(WeightTile tile, int vectors, System.Action<(int Row, int Column, int Channel), int, int> action)
    {
        int point = 0;
        for (int row = 0; row < tile.TapRows; row++)
        {
            for (int column = 0; column < tile.TapColumns; column++)
            {
                for (int channel = 0; channel < tile.Channels; channel++, point++)
                {
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        action((row, column, channel), point, vector);
                    }
                }
            }
        }
    }
}
