using System.Collections.Generic;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>What the products of a weight gradient are made of beside the inputs: A·dy·Aᵀ for every tile of a strip, each of its values on a plane of its own.</summary>
/// <param name="Form">Which form.</param>
public sealed record WinogradGradientKernel(WinogradForm Form) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Of($"WinogradGradient{Form.Outputs}");

    /// <inheritdoc/>
    public override string Summary => Of(
        $"Winograd's {Form}, backward through its last step: forward was y = Aᵀ·m·A for each tile, so dm = A·dy·Aᵀ. m is [{Form.Products}][channels / 16][tiles of the strip][16].");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in dy", "ref m", "start", "tiles", "blocks", "dyPlane", "dyPitch", "mPlane", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref dy, (block * dyPlane) + (row * dyPitch) + (column * 16) + lane);");
            writer.Line("ref float target = ref Add(ref m, (block * mPlane) + (tile * 16) + lane);");
            writer.Line("// What a shifted tile has in common with the tile before it counts there.");
            writer.Line($"nint oldRows = (tileRow * {Form.Outputs}) - row, oldColumns = (tileColumn * {Form.Outputs}) - column;");
            writer.Line($"WinogradTile.Gradient{Form.Outputs}<{simd.TypeArgument}>(ref source, dyPitch, ref target, blocks * mPlane, oldRows, oldColumns);");
        }
    }
}
