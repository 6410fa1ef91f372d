using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>Mean and (biased) variance of each channel of one image, in two passes; the runtime merges channels into groups, in double.</summary>
public sealed record ChannelStatisticsKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelStatistics";

    /// <inheritdoc/>
    public override string Summary => "Mean and biased variance of each channel of one image: first Σ x, then Σ (x - mean)², row by row.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "ref mean", "ref variance", "blocks", "xPlane", "xPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        writer.Line($"{simd.Type} count = {simd.Splat("(float)(rows * columns)")};");
        using (ImageSum.OpenChannels(writer, simd))
        {
            ImageSum.Print(writer, simd, ["x"], [("total", "xValue")]);
            writer.Line($"{simd.Type} center = total / count;");
            writer.Line(simd.Store("center", "mean", "channel"));
            ImageSum.Print(writer, simd, ["x"], [("squares", "(xValue - center) * (xValue - center)")]);
            writer.Line(simd.Store("(squares / count)", "variance", "channel"));
        }
    }
}

/// <summary>Σ dy and Σ dy·(x − mean) of each channel of one image: what the gradients of group norm are made of.</summary>
/// <param name="HasWeights">Whether each value has a weight of its own, which dy is multiplied by first.</param>
public sealed record ChannelGradientSumsKernel(bool HasWeights) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelGradientSums" + (HasWeights ? "Weighted" : "");

    /// <inheritdoc/>
    public override string Summary => HasWeights
        ? "Σ dy * weight and Σ dy * weight * (x - mean) of each channel of one image, row by row."
        : "Σ dy and Σ dy * (x - mean) of each channel of one image, row by row.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => HasWeights
        ? ["ref x", "ref dy", "ref weight", "ref mean", "ref sum", "ref product", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "weightPlane", "weightPitch", "rows", "columns"]
        : ["ref x", "ref dy", "ref mean", "ref sum", "ref product", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        string gradient = HasWeights ? "(dyValue * weightValue)" : "dyValue";
        using (ImageSum.OpenChannels(writer, simd))
        {
            writer.Line($"{simd.Type} center = {simd.Load("mean", "channel")};");
            ImageSum.Print(writer, simd, HasWeights ? ["x", "dy", "weight"] : ["x", "dy"], [("gradients", gradient), ("products", $"{gradient} * (xValue - center)")]);
            writer.Line(simd.Store("gradients", "sum", "channel"));
            writer.Line(simd.Store("products", "product", "channel"));
        }
    }
}

/// <summary>y = (x − center)·scale per channel, then ·weight + bias per value.</summary>
public sealed record ValueAffineKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ValueAffine";

    /// <inheritdoc/>
    public override string Summary => "y = (x - center) * scale * weight + bias; center and scale are one per channel, weight and bias one per value.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["in x", "in center", "in scale", "in weight", "in bias", "ref y", "blocks", "xPlane", "xPitch", "weightPlane", "weightPitch", "biasPlane", "biasPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            writer.Line($"{simd.Type} c = {simd.Load("center", "channel")};");
            writer.Line($"{simd.Type} a = {simd.Load("scale", "channel")};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "source"), ("weight", "factors"), ("bias", "summands"), ("y", "target")))
        {
            writer.Line($"{simd.Type} normalized = ({simd.Load("source", "i")} - c) * a;");
            writer.Line(simd.Store(simd.MultiplyAdd("normalized", simd.Load("factors", "i"), simd.Load("summands", "i")), "target", "i"));
        }
    }
}

/// <summary>The gradient of a weight per value for one image: dweight += dy·(x − mean)·scale.</summary>
public sealed record ValueWeightGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ValueWeightGradient";

    /// <inheritdoc/>
    public override string Summary => "Gradient of a weight per value for one image: weightGradient += dy * (x - mean) * scale.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref mean", "ref scale", "ref dw", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dwPlane", "dwPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            writer.Line($"{simd.Type} center = {simd.Load("mean", "channel")};");
            writer.Line($"{simd.Type} a = {simd.Load("scale", "channel")};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("dw", "dwRow")))
        {
            writer.Line($"{simd.Type} normalized = ({simd.Load("xRow", "i")} - center) * a;");
            writer.Line(simd.Store(simd.MultiplyAdd(simd.Load("dyRow", "i"), "normalized", simd.Load("dwRow", "i")), "dwRow", "i"));
        }
    }
}

/// <summary>The gradient of the input where each value has a weight: dx = a·dy·weight + b·(x − mean) + c with one a, b, c per channel.</summary>
public sealed record ValueAffineGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ValueAffineGradient";

    /// <inheritdoc/>
    public override string Summary => "dx = a * dy * weight + b * (x - mean) + c; a, b and c are one per channel, weight one per value.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref weight", "ref dx", "ref mean", "ref a", "ref b", "ref c", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "weightPlane", "weightPitch", "dxPlane", "dxPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            writer.Line($"{simd.Type} center = {simd.Load("mean", "channel")};");
            writer.Line($"{simd.Type} ofGradient = {simd.Load("a", "channel")};");
            writer.Line($"{simd.Type} ofValue = {simd.Load("b", "channel")};");
            writer.Line($"{simd.Type} constant = {simd.Load("c", "channel")};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("weight", "factors"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd("ofValue", $"{simd.Load("xRow", "i")} - center", "constant")};");
            writer.Line(simd.Store(simd.MultiplyAdd("ofGradient", $"{simd.Load("dyRow", "i")} * {simd.Load("factors", "i")}", "value"), "dxRow", "i"));
        }
    }
}
