using System;
using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The loop of bilinear upsampling. Output o stands at (o + ½) / scale − ½ between two inputs; all outputs in one gap between inputs share
/// these two, and the gaps before the first and behind the last input have the edge on both sides.
/// </summary>
internal static class BilinearLoop
{
    /// <summary>
    /// Opens the loop over blocks, output rows, lanes and gaps between columns: <c>low</c> and <c>high</c> are the two rows of <c>small</c> and
    /// <c>lowShare</c>, <c>highShare</c> their shares; <c>left</c> and <c>right</c> the distances of the two columns; <c>wide</c> the output row.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="simd">The width.</param>
    /// <param name="small">The map before upsampling.</param>
    /// <param name="large">The map behind it.</param>
    /// <param name="isShared">Whether rows of the large map may be computed apart.</param>
    public static IDisposable Open(SourceWriter writer, SimdTarget simd, string small, string large, bool isShared)
    {
        string block = isShared ? "own.Block" : "block";
        writer.Line(isShared ? "foreach (Rows own in share.Of(blocks, rows * scale))" : "for (nint block = 0; block < blocks; block++)");
        writer.Line(isShared ? "for (nint row = own.First; row < own.End; row++)" : "for (nint row = 0; row < rows * scale; row++)");
        SourceWriter.Block lanes = writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})");
        writer.Line("nint rowGap = (((2 * row) + 1 + scale) / (2 * scale)) - 1;");
        writer.Line("float rowShare = (float)((2 * (row - (rowGap * scale))) + 1 - scale) / (2 * scale);");
        writer.Line($"{simd.Type} highShare = {simd.Splat("rowShare")};");
        writer.Line($"{simd.Type} lowShare = {simd.Splat("1f - rowShare")};");
        writer.Line($"ref float low = ref Add(ref {small}, ({block} * {small}Plane) + (Math.Max(rowGap, 0) * {small}Pitch) + lane);");
        writer.Line($"ref float high = ref Add(ref {small}, ({block} * {small}Plane) + (Math.Min(rowGap + 1, rows - 1) * {small}Pitch) + lane);");
        writer.Line($"ref float wide = ref Add(ref {large}, ({block} * {large}Plane) + (row * {large}Pitch) + lane);");
        SourceWriter.Block gaps = writer.Open("for (nint gap = -1; gap < columns; gap++)");
        writer.Line("nint left = Math.Max(gap, 0) * 16;");
        writer.Line("nint right = Math.Min(gap + 1, columns - 1) * 16;");
        writer.Line("nint first = Math.Max((gap * scale) + (scale / 2), 0);");
        writer.Line("nint end = Math.Min(((gap + 1) * scale) + (scale / 2), columns * scale);");
        return new Closer(gaps, lanes);
    }

    /// <summary>Opens the loop over the outputs of a gap: <c>column</c>, and <c>columnShare</c>, what it takes of the right one.</summary>
    public static IDisposable OpenGap(SourceWriter writer)
    {
        SourceWriter.Block loop = writer.Open("for (nint column = first; column < end; column++)");
        writer.Line("float columnShare = (float)((2 * (column - (gap * scale))) + 1 - scale) / (2 * scale);");
        return loop;
    }

    private sealed class Closer(IDisposable inner, IDisposable outer) : IDisposable
    {
        public void Dispose()
        {
            inner.Dispose();
            outer.Dispose();
        }
    }
}

/// <summary>Bilinear upsampling: the two rows are mixed once per gap between columns, then the two columns for each output in it.</summary>
public sealed record BilinearKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "UpsampleBilinear";

    /// <inheritdoc/>
    public override string Summary => "Bilinear upsampling by a whole factor: y[k, h, w] mixes the four values of x[k] around ((h + ½) / scale − ½, (w + ½) / scale − ½); beyond the edge the edge goes on.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns", "scale"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (BilinearLoop.Open(writer, simd, "x", "y", isShared: true))
        {
            foreach (string side in new[] { "left", "right" })
            {
                writer.Line($"{simd.Type} {side}Value = {simd.MultiplyAdd(simd.Load("low", side), "lowShare", $"{simd.Load("high", side)} * highShare")};");
            }

            using (BilinearLoop.OpenGap(writer))
            {
                string mixture = simd.MultiplyAdd("leftValue", simd.Splat("1f - columnShare"), $"rightValue * {simd.Splat("columnShare")}");
                writer.Line(simd.Store(mixture, "wide", "column * 16"));
            }
        }
    }
}

/// <summary>
/// The gradient of the input of <see cref="BilinearKernel"/>, added to what is there: forward was y = Σ share · x over four neighbours, so each
/// gets share · dy. The outputs of a gap are summed before their columns and rows get their shares.
/// </summary>
public sealed record BilinearGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "UpsampleBilinearGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of bilinear upsampling: forward was y = Σ share · x over the four values around it, so each of their gradients += share · dy.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref dy", "ref dx", "blocks", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns", "scale"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (BilinearLoop.Open(writer, simd, "dx", "dy", isShared: false))
        {
            writer.Line($"{simd.Type} leftSum = {simd.Zero};");
            writer.Line($"{simd.Type} rightSum = {simd.Zero};");
            using (BilinearLoop.OpenGap(writer))
            {
                writer.Line($"{simd.Type} gradient = {simd.Load("wide", "column * 16")};");
                writer.Line($"leftSum = {simd.MultiplyAdd("gradient", simd.Splat("1f - columnShare"), "leftSum")};");
                writer.Line($"rightSum = {simd.MultiplyAdd("gradient", simd.Splat("columnShare"), "rightSum")};");
            }

            // One after the other: at an edge the neighbours are one and the same.
            foreach (string row in new[] { "low", "high" })
            {
                foreach (string side in new[] { "left", "right" })
                {
                    writer.Line(simd.Store(simd.MultiplyAdd($"{row}Share", $"{side}Sum", simd.Load(row, side)), row, side));
                }
            }
        }
    }
}
