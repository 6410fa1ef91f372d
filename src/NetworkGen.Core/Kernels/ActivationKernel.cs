using System.Collections.Generic;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Kernels;

/// <summary>An activation on a map, value by value.</summary>
/// <param name="Activation">Which.</param>
public sealed record ActivationKernel(Activation Activation) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Activation.Kind;

    /// <inheritdoc/>
    public override string Summary => $"{Activation.Description}, value by value: y = {ActivationFormula.For(Activation).Text}.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (MapLoop.Open(writer, simd, ("x", "source"), ("y", "target")))
        {
            writer.Line($"{simd.Type} value = {simd.Load("source", "i")};");
            writer.Line(simd.Store(ActivationFormula.For(Activation).Forward(writer, simd, "value"), "target", "i"));
        }
    }
}

/// <summary>The gradient of an activation's input, from the gradient of its output and, as its formula wants, its input or its output.</summary>
/// <param name="Activation">Which.</param>
public sealed record ActivationGradientKernel(Activation Activation) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Activation.Kind + "Gradient";

    /// <inheritdoc/>
    public override string Summary => $"Gradient of {Activation.Description}: forward was y = {ActivationFormula.For(Activation).Text}, so dx = {ActivationFormula.For(Activation).GradientText}.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref saved", "ref dy", "ref dx", "blocks", "savedPlane", "savedPitch", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (MapLoop.Open(writer, simd, ("saved", "savedRow"), ("dy", "dyRow"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} value = {simd.Load("savedRow", "i")};");
            writer.Line($"{simd.Type} gradient = {simd.Load("dyRow", "i")};");
            writer.Line(simd.Store(ActivationFormula.For(Activation).Backward(writer, simd, "value", "gradient"), "dxRow", "i"));
        }
    }
}
