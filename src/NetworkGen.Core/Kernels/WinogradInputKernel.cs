using System.Collections.Generic;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>What Winograd's products are made of: Bᵀ·x·B for every tile of a strip, each of its values on a plane of its own.</summary>
/// <param name="Form">Which form.</param>
public sealed record WinogradInputKernel(WinogradForm Form) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Of($"WinogradInput{Form.Outputs}");

    /// <inheritdoc/>
    public override string Summary => Of(
        $"Winograd's {Form}, points {Form.Points}, first step: the {Form.Inputs} × {Form.Inputs} inputs of each tile become v = Bᵀ·x·B. A strip is so many tiles in reading order; v is [{Form.Products}][channels / 16][tiles of the strip][16].");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", "ref v", "start", "tiles", "blocks", "xPlane", "xPitch", "vPlane", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref x, (block * xPlane) + (row * xPitch) + (column * 16) + lane);");
            writer.Line("ref float target = ref Add(ref v, (block * vPlane) + (tile * 16) + lane);");
            writer.Line($"WinogradTile.Input{Form.Outputs}<{simd.TypeArgument}>(ref source, xPitch, ref target, blocks * vPlane);");
        }
    }
}
