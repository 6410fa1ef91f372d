using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The gradient of a norm's input: dx = a·dy + b·(x − mean) + c with one a, b, c per channel.</summary>
/// <param name="AreApart">Whether a call says of each of them where it lies; otherwise they are found among the <see cref="NormVector"/>s.</param>
public sealed record BatchNormGradientKernel(bool AreApart = false) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => AreApart ? "NormGradient" : "BatchNormGradient";

    /// <inheritdoc/>
    public override string Summary => "dx = a * dy + b * (x - mean) + c per channel; a = γ/σ, b = -γ/σ³ · Σ dy (x - mean) / count, c = -γ/σ · Σ dy / count.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref dx", .. AreApart ? ["ref mean", "ref a", "ref b", "ref c"] : new[] { "ref vectors" }, "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            writer.Line($"{simd.Type} center = {Load(simd, "mean", NormVector.Mean)};");
            writer.Line($"{simd.Type} ofGradient = {Load(simd, "a", NormVector.OfGradient)};");
            writer.Line($"{simd.Type} ofValue = {Load(simd, "b", NormVector.OfValue)};");
            writer.Line($"{simd.Type} constant = {Load(simd, "c", NormVector.Constant)};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd("ofValue", $"{simd.Load("xRow", "i")} - center", "constant")};");
            writer.Line(simd.Store(simd.MultiplyAdd("ofGradient", simd.Load("dyRow", "i"), "value"), "dxRow", "i"));
        }
    }

    private string Load(SimdTarget simd, string name, NormVector vector) => AreApart ? simd.Load(name, "channel") : NormVectors.Load(simd, vector);
}
