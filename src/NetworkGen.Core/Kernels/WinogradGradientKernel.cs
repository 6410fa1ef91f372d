using System.Collections.Generic;
using System.Linq;
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
        int outputs = Form.Outputs;
        int[] all = [.. Enumerable.Range(0, outputs)];
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref dy, (block * dyPlane) + (row * dyPitch) + (column * 16) + lane);");
            writer.Line("ref float target = ref Add(ref m, (block * mPlane) + (tile * 16) + lane);");
            writer.Line("nint point = blocks * mPlane;");
            WinogradLoop.DeclareTemporaries(writer, simd, Form);
            foreach (int i in all)
            {
                writer.Line($"{simd.Type} {string.Join(", ", all.Select(j => Of($"y{i}{j} = {simd.Load("source", WinogradLoop.Position(i, "dyPitch", j))}")))};");
            }

            ForgetOld(writer, simd, all);
            writer.Line("// A over the rows of each column.");
            foreach (int j in all)
            {
                writer.Line(Form.Gradient(simd, i => Of($"y{i}{j}"), i => Of($"a{i}{j}")));
            }

            writer.Line("// Aᵀ over the columns of each row.");
            for (int i = 0; i < Form.Inputs; i++)
            {
                int row = i;
                writer.Line(Form.Gradient(simd, j => Of($"a{row}{j}"), j => Of($"m{row}{j}")));
                writer.Line(string.Join(" ", Enumerable.Range(0, Form.Inputs).Select(j => simd.Store(Of($"m{row}{j}"), "target", WinogradLoop.Times((row * Form.Inputs) + j, "point")))));
            }
        }
    }

    /// <summary>What a shifted tile has in common with the one before it counts once.</summary>
    private static void ForgetOld(SourceWriter writer, SimdTarget simd, int[] all)
    {
        writer.Line($"nint oldRows = (tileRow * {all.Length}) - row, oldColumns = (tileColumn * {all.Length}) - column;");
        using (writer.Open("if (oldRows + oldColumns > 0)"))
        {
            writer.Line("// What a shifted tile has in common with the tile before it counts there.");
            foreach (int old in all.Take(all.Length - 1))
            {
                writer.Line($"if (oldRows > {old}) {string.Join(" = ", all.Select(j => Of($"y{old}{j}")))} = {simd.Zero};");
                writer.Line($"if (oldColumns > {old}) {string.Join(" = ", all.Select(i => Of($"y{i}{old}")))} = {simd.Zero};");
            }
        }
    }
}
