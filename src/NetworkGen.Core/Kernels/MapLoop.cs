using System;
using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The loop over all values of maps that share a shape but not their pitches: blocks, rows, then the row's floats by <c>i</c>.</summary>
internal static class MapLoop
{
    /// <summary>Opens the loop; each map <c>name</c> with <c>namePlane</c> and <c>namePitch</c> gets a row reference.</summary>
    public static IDisposable Open(SourceWriter writer, SimdTarget simd, params (string Map, string Row)[] maps)
    {
        var blocks = new Stack<IDisposable>();
        writer.Line("foreach (Rows own in share.Of(blocks, rows))");
        blocks.Push(writer.Open("for (nint row = own.First; row < own.End; row++)"));
        foreach ((string map, string row) in maps)
        {
            writer.Line($"ref float {row} = ref Add(ref {map}, (own.Block * {map}Plane) + (row * {map}Pitch));");
        }

        blocks.Push(writer.Open($"for (nint i = 0; i < columns * 16; i += {simd.Count})"));
        return new Closer(blocks);
    }

    /// <summary>Opens the same loop with the channel lanes outside, so that per-channel values are loaded once: <c>lane</c>, then rows, then <c>i</c> by whole blocks.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="simd">The width.</param>
    /// <param name="perChannel">Prints what is loaded once per vector of channels; <c>channel</c> is its first channel.</param>
    /// <param name="maps">The maps.</param>
    public static IDisposable OpenByChannel(SourceWriter writer, SimdTarget simd, Action perChannel, params (string Map, string Row)[] maps)
    {
        var blocks = new Stack<IDisposable>();
        writer.Line("foreach (Rows own in share.Of(blocks, rows))");
        blocks.Push(writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"));
        writer.Line("nint channel = (own.Block * 16) + lane;");
        perChannel();
        blocks.Push(writer.Open("for (nint row = own.First; row < own.End; row++)"));
        foreach ((string map, string row) in maps)
        {
            writer.Line($"ref float {row} = ref Add(ref {map}, (own.Block * {map}Plane) + (row * {map}Pitch) + lane);");
        }

        blocks.Push(writer.Open("for (nint i = 0; i < columns * 16; i += 16)"));
        return new Closer(blocks);
    }

    private sealed class Closer(Stack<IDisposable> blocks) : IDisposable
    {
        public void Dispose()
        {
            while (blocks.Count > 0)
            {
                blocks.Pop().Dispose();
            }
        }
    }
}
