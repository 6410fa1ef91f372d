using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <content>The sums of a tile, over channels and taps, and what is fetched into the cache meanwhile.</content>
public sealed partial record ConvolutionKernel
{
    /// <summary>Prints the loops over blocks of channels and taps.</summary>
    private void Sums(SourceWriter writer, SimdTarget simd, KernelTile tile)
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
    private void Taps(SourceWriter writer, KernelTile tile, string plane, string first)
    {
        writer.Line($"ref float tap0 = {SimdTarget.At(plane, first)};");
        for (int row = 1; row < tile.Rows; row++)
        {
            writer.Line($"ref float tap{row} = ref Add(ref tap0, {(row * Stride == 1 ? "" : Of($"{row * Stride} * "))}xPitch);");
        }
    }

    /// <summary>The 16 channels of a block; a small tile takes several at once, so that the loop's own work and the fetches don't show.</summary>
    private void Channels(SourceWriter writer, SimdTarget simd, KernelTile tile)
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
    private static void FetchWeights(SourceWriter writer, KernelTile tile) => writer.Line(string.Join(
        " ",
        [.. Enumerable.Range(0, tile.BlockStep).Select(static vector => vector == 0 ? "Fetch(ref nextWeights);" : $"Fetch(ref Add(ref nextWeights, {Times(vector, "panel")}));"), "nextWeights = ref Add(ref nextWeights, ahead);"]));

    /// <summary>One channel of one tap: every accumulator of the tile takes one multiply-add.</summary>
    private void Step(SourceWriter writer, SimdTarget simd, KernelTile tile, int tapOffset, int weightOffset, bool isFirst)
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
}
