using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The gradient of batch norm's input: dx = a·dy + b·(x − mean) + c with one a, b, c per channel.</summary>
public sealed record BatchNormGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BatchNormGradient";

    /// <inheritdoc/>
    public override string Summary => "dx = a * dy + b * (x - mean) + c per channel; a = γ/σ, b = -γ/σ³ · Σ dy (x - mean) / count, c = -γ/σ · Σ dy / count.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref dx", "ref vectors", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            writer.Line($"{simd.Type} center = {NormVectors.Load(simd, NormVector.Mean)};");
            writer.Line($"{simd.Type} ofGradient = {NormVectors.Load(simd, NormVector.OfGradient)};");
            writer.Line($"{simd.Type} ofValue = {NormVectors.Load(simd, NormVector.OfValue)};");
            writer.Line($"{simd.Type} constant = {NormVectors.Load(simd, NormVector.Constant)};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd("ofValue", $"{simd.Load("xRow", "i")} - center", "constant")};");
            writer.Line(simd.Store(simd.MultiplyAdd("ofGradient", simd.Load("dyRow", "i"), "value"), "dxRow", "i"));
        }
    }
}
