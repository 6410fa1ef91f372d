using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The gradient of a bias for one image: forward was y[k, h, w] += bias[k], so dbias[k] += Σ dy[k, h, w].</summary>
public sealed record BiasGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BiasGradient";

    /// <inheritdoc/>
    public override string Summary => "Bias gradient for one image: biasGradient[k] += Σ dy[k, h, w], row by row.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref dy", "ref biasGradient", "blocks", "dyPlane", "dyPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (writer.Open("for (nint block = 0; block < blocks; block++)"))
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            writer.Line($"{simd.Type} total = {simd.Load("biasGradient", "(block * 16) + lane")};");
            using (writer.Open("for (nint row = 0; row < rows; row++)"))
            {
                writer.Line("ref float g = ref Add(ref dy, (block * dyPlane) + (row * dyPitch) + lane);");
                writer.Line($"{simd.Type} sum = {simd.Zero};");
                using (writer.Open("for (nint column = 0; column < columns; column++)"))
                {
                    writer.Line($"sum += {simd.Load("g", "column * 16")};");
                }

                writer.Line("total += sum;");
            }

            writer.Line(simd.Store("total", "biasGradient", "(block * 16) + lane"));
        }
    }
}
