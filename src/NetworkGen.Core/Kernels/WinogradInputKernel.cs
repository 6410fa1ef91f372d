using System;
using System.Collections.Generic;
using System.Linq;
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
    public override IReadOnlyList<string> Parameters => ["in x", "ref v", "strip", "tiles", "blocks", "xPlane", "xPitch", "vPlane", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        int size = Form.Inputs;
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref x, (block * xPlane) + (row * xPitch) + (column * 16) + lane);");
            writer.Line("ref float target = ref Add(ref v, (block * vPlane) + (tile * 16) + lane);");
            writer.Line("nint point = blocks * vPlane;");
            WinogradLoop.DeclareTemporaries(writer, simd, Form);
            writer.Line("// Bᵀ over the rows of each column.");
            for (int j = 0; j < size; j++)
            {
                int column = j;
                writer.Line($"{simd.Type} {Line(i => Of($"x{i}{column} = {simd.Load("source", WinogradLoop.Position(i, "xPitch", column))}"), ", ")};");
            }

            for (int j = 0; j < size; j++)
            {
                int column = j;
                writer.Line(Form.Input(simd, i => Of($"x{i}{column}"), i => Of($"b{i}{column}")));
            }

            writer.Line("// B over the columns of each row.");
            for (int i = 0; i < size; i++)
            {
                int row = i;
                writer.Line(Form.Input(simd, j => Of($"b{row}{j}"), j => Of($"v{row}{j}")));
                writer.Line(Line(j => simd.Store(Of($"v{row}{j}"), "target", WinogradLoop.Times((row * size) + j, "point")), " "));
            }
        }
    }

    private string Line(Func<int, string> text, string separator) => string.Join(separator, Enumerable.Range(0, Form.Inputs).Select(text));
}
