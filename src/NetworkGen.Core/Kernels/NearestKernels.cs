using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>Upsampling that repeats each value: y[o] = x[⌊o / scale⌋].</summary>
public sealed record NearestKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "UpsampleNearest";

    /// <inheritdoc/>
    public override string Summary => "Upsampling by a whole factor, each value repeated: y[k, h, w] = x[k, ⌊h / scale⌋, ⌊w / scale⌋].";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns", "scale"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        writer.Line("foreach (Rows own in share.Of(blocks, rows * scale))");
        using (writer.Open("for (nint row = own.First; row < own.End; row++)"))
        {
            writer.Line("ref float source = ref Add(ref x, (own.Block * xPlane) + (row / scale * xPitch));");
            writer.Line("ref float target = ref Add(ref y, (own.Block * yPlane) + (row * yPitch));");
            writer.Line("for (nint column = 0; column < columns; column++)");
            using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
            {
                writer.Line($"{simd.Type} value = {simd.Load("source", "(column * 16) + lane")};");
                using (writer.Open("for (nint copy = column * scale; copy < (column + 1) * scale; copy++)"))
                {
                    writer.Line(simd.Store("value", "target", "(copy * 16) + lane"));
                }
            }
        }
    }
}

/// <summary>The gradient of the input of <see cref="NearestKernel"/>: forward was y[o] = x[⌊o / scale⌋], so dx[i] = Σ dy over the copies of i.</summary>
public sealed record NearestGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "UpsampleNearestGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of upsampling that repeats each value: dx[k, h, w] = Σ dy over its scale × scale copies, row by row.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref dy", "ref dx", "blocks", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns", "scale"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        writer.Line("for (nint block = 0; block < blocks; block++)");
        writer.Line("for (nint row = 0; row < rows; row++)");
        writer.Line("for (nint column = 0; column < columns; column++)");
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            writer.Line("ref float copies = ref Add(ref dy, (block * dyPlane) + (row * scale * dyPitch) + (column * scale * 16) + lane);");
            writer.Line($"{simd.Type} total = {simd.Zero};");
            using (writer.Open("for (nint r = 0; r < scale; r++)"))
            {
                writer.Line($"{simd.Type} sum = {simd.Zero};");
                using (writer.Open("for (nint s = 0; s < scale; s++)"))
                {
                    writer.Line($"sum += {simd.Load("copies", "(r * dyPitch) + (s * 16)")};");
                }

                writer.Line("total += sum;");
            }

            writer.Line(simd.Store("total", "dx", "(block * dxPlane) + (row * dxPitch) + (column * 16) + lane"));
        }
    }
}
