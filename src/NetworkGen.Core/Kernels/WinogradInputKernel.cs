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
    public override IReadOnlyList<string> Parameters => ["in x", "ref v", "start", "tiles", "blocks", "xPlane", "xPitch", "vPlane", "rows", "columns"];

    /// <summary>Where most of a tile fits the registers, a method of the runtime library makes of them what there is to make.</summary>
    public override IReadOnlyList<SimdTarget> Texts => SimdTarget.Tiled;

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref x, (block * xPlane) + (row * xPitch) + (column * 16) + lane);");
            writer.Line("ref float target = ref Add(ref v, (block * vPlane) + (tile * 16) + lane);");
            if (simd.CoversBlock)
            {
                writer.Line($"WinogradTile.Input{Form.Outputs}(ref source, xPitch, ref target, blocks * vPlane);");
            }
            else
            {
                InLoops(writer, simd);
            }
        }
    }

    private void InLoops(SourceWriter writer, SimdTarget simd)
    {
        int size = Form.Inputs;
        WinogradLoop.DeclareTemporaries(writer, simd, Form);
        writer.Line($"nint point = blocks * vPlane, line = {size} * point;");
        writer.Line("// Bᵀ over the rows of each column; what it makes waits in v, as registers are too few for all of it.");
        using (writer.Open(Of($"for (nint j = 0; j < {size}; j++)")))
        {
            writer.Line("ref float from = ref Add(ref source, j * 16), b = ref Add(ref target, j * point);");
            Transform(writer, simd, "from", "xPitch", "b", "line");
        }

        writer.Line("// B over the columns of each row.");
        using (writer.Open(Of($"for (nint i = 0; i < {size}; i++)")))
        {
            writer.Line("ref float b = ref Add(ref target, i * line);");
            Transform(writer, simd, "b", "point", "b", "point");
        }
    }

    /// <summary>Loads a line of values that are so far apart, transforms it, and stores the results.</summary>
    private void Transform(SourceWriter writer, SimdTarget simd, string source, string sourceStep, string target, string targetStep)
    {
        writer.Line($"{simd.Type} {Line(i => Of($"x{i} = {simd.Load(source, WinogradLoop.Times(i, sourceStep))}"), ", ")};");
        writer.Line(Form.Input(simd, i => Of($"x{i}"), i => Of($"y{i}")));
        writer.Line(Line(i => simd.Store(Of($"y{i}"), target, WinogradLoop.Times(i, targetStep)), " "));
    }

    private string Line(Func<int, string> text, string separator) => string.Join(separator, Enumerable.Range(0, Form.Inputs).Select(text));
}
