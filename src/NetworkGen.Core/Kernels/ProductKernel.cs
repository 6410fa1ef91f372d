using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>y = a · b: value by value, or with one factor per channel.</summary>
/// <param name="IsGate">Whether b has one value per channel.</param>
public sealed record ProductKernel(bool IsGate) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => IsGate ? "ProductWithGate" : "Product";

    /// <inheritdoc/>
    public override string Summary => IsGate ? "y = a * b, with one b per channel." : "y = a * b, value by value.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => IsGate
        ? ["in a", "in b", "ref y", "blocks", "aPlane", "aPitch", "bPlane", "yPlane", "yPitch", "rows", "columns"]
        : ["in a", "in b", "ref y", "blocks", "aPlane", "aPitch", "bPlane", "bPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        if (IsGate)
        {
            void PerChannel() => writer.Line($"{simd.Type} factor = {simd.Load("b", "(own.Block * bPlane) + lane")};");
            using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("a", "source"), ("y", "target")))
            {
                writer.Line(simd.Store($"({simd.Load("source", "i")} * factor)", "target", "i"));
            }

            return;
        }

        using (MapLoop.Open(writer, simd, ("a", "left"), ("b", "right"), ("y", "target")))
        {
            writer.Line(simd.Store($"({simd.Load("left", "i")} * {simd.Load("right", "i")})", "target", "i"));
        }
    }
}

/// <summary>The gradient of a gate: forward was y = x · gate, so dgate[c] = Σ dy[c, h, w] · x[c, h, w].</summary>
public sealed record GateGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "GateGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of a gate: forward was y = x * gate with one gate per channel, so dgate = Σ dy * x over all positions.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref x", "ref dy", "ref dgate", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dgatePlane", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (writer.Open("for (nint block = 0; block < blocks; block++)"))
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            // Row by row: short sums keep rounding errors small.
            writer.Line($"{simd.Type} sum = {simd.Zero};");
            using (writer.Open("for (nint row = 0; row < rows; row++)"))
            {
                writer.Line("ref float xRow = ref Add(ref x, (block * xPlane) + (row * xPitch) + lane);");
                writer.Line("ref float dyRow = ref Add(ref dy, (block * dyPlane) + (row * dyPitch) + lane);");
                writer.Line($"{simd.Type} rowSum = {simd.Zero};");
                using (writer.Open("for (nint i = 0; i < columns * 16; i += 16)"))
                {
                    writer.Line($"rowSum = {simd.MultiplyAdd(simd.Load("dyRow", "i"), simd.Load("xRow", "i"), "rowSum")};");
                }

                writer.Line("sum += rowSum;");
            }

            writer.Line(simd.Store("sum", "dgate", "(block * dgatePlane) + lane"));
        }
    }
}
