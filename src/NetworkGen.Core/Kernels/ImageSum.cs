using System;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>Sums over all positions of one image, channel by channel: each row by itself, then rows together, as short sums keep rounding errors small.</summary>
internal static class ImageSum
{
    /// <summary>Opens the loop over all vectors of channels: <c>block</c>, <c>lane</c> and <c>channel</c>.</summary>
    public static IDisposable OpenChannels(SourceWriter writer, SimdTarget simd)
    {
        writer.Line("Rows own = share.Of(blocks);");
        writer.Line("for (nint block = own.First; block < own.End; block++)");
        SourceWriter.Block loop = writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})");
        writer.Line("nint channel = (block * 16) + lane;");
        return loop;
    }

    /// <summary>Prints sums.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="simd">The width.</param>
    /// <param name="maps">The maps read; the value of <c>x</c> is <c>xValue</c>.</param>
    /// <param name="sums">The names of the sums, and what is summed.</param>
    public static void Print(SourceWriter writer, SimdTarget simd, string[] maps, (string Name, string Expression)[] sums)
    {
        foreach ((string name, _) in sums)
        {
            writer.Line($"{simd.Type} {name} = {simd.Zero};");
        }

        using (writer.Open("for (nint row = 0; row < rows; row++)"))
        {
            foreach (string map in maps)
            {
                writer.Line($"ref float {map}Row = ref Add(ref {map}, (block * {map}Plane) + (row * {map}Pitch) + lane);");
            }

            foreach ((string name, _) in sums)
            {
                writer.Line($"{simd.Type} {name}OfRow = {simd.Zero};");
            }

            using (writer.Open("for (nint i = 0; i < columns * 16; i += 16)"))
            {
                foreach (string map in maps)
                {
                    writer.Line($"{simd.Type} {map}Value = {simd.Load(map + "Row", "i")};");
                }

                foreach ((string name, string expression) in sums)
                {
                    writer.Line($"{name}OfRow += {expression};");
                }
            }

            foreach ((string name, _) in sums)
            {
                writer.Line($"{name} += {name}OfRow;");
            }
        }
    }
}
