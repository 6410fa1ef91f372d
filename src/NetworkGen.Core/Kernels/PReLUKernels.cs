using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>PReLU on a map: y = x where x &gt; 0, else slope·x with one slope per channel.</summary>
public sealed record PReLUKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "PReLU";

    /// <inheritdoc/>
    public override string Summary => "PReLU: y = x where x > 0, else slope * x, one slope per channel.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "in slope", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel() => writer.Line($"{simd.Type} factor = {simd.Load("slope", "channel")};");
        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "source"), ("y", "target")))
        {
            writer.Line($"{simd.Type} value = {simd.Load("source", "i")};");
            writer.Line(simd.Store(simd.Select(simd.Greater("value", simd.Zero), "value", "value * factor"), "target", "i"));
        }
    }
}

/// <summary>The gradient of PReLU's input.</summary>
public sealed record PReLUGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "PReLUGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of PReLU: forward was y = x where x > 0, else slope * x, so dx = dy where x > 0, else slope * dy.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref slope", "ref dx", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel() => writer.Line($"{simd.Type} factor = {simd.Load("slope", "channel")};");
        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} gradient = {simd.Load("dyRow", "i")};");
            writer.Line(simd.Store(simd.Select(simd.Greater(simd.Load("xRow", "i"), simd.Zero), "gradient", "gradient * factor"), "dxRow", "i"));
        }
    }
}

/// <summary>The gradient of PReLU's slopes for one image, channel by channel: dslope[c] += Σ dy·x where x is not above 0.</summary>
public sealed record SlopeGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "SlopeGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of PReLU's slopes for one image: slopeGradient[c] += Σ dy[c, h, w] * min(x[c, h, w], 0), row by row.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref x", "ref dy", "ref slopeGradient", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (writer.Open("for (nint block = 0; block < blocks; block++)"))
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            writer.Line($"{simd.Type} total = {simd.Zero};");
            using (writer.Open("for (nint row = 0; row < rows; row++)"))
            {
                writer.Line("ref float xRow = ref Add(ref x, (block * xPlane) + (row * xPitch) + lane);");
                writer.Line("ref float dyRow = ref Add(ref dy, (block * dyPlane) + (row * dyPitch) + lane);");
                writer.Line($"{simd.Type} sum = {simd.Zero};");
                using (writer.Open("for (nint i = 0; i < columns * 16; i += 16)"))
                {
                    writer.Line($"sum = {simd.MultiplyAdd(simd.Load("dyRow", "i"), simd.Min(simd.Zero, simd.Load("xRow", "i")), "sum")};");
                }

                writer.Line("total += sum;");
            }

            string sumSoFar = simd.Load("slopeGradient", "(block * 16) + lane");
            writer.Line(simd.Store($"({sumSoFar} + total)", "slopeGradient", "(block * 16) + lane"));
        }
    }
}
