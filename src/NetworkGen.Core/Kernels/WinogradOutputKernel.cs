using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>What becomes of Winograd's products: Aᵀ·m·A for every tile of a strip, with bias, residual and activation before the store.</summary>
/// <param name="Form">Which form.</param>
/// <param name="Epilogue">What happens before a store beside the lower bound that every call gives.</param>
/// <param name="TakesResidual">Whether a call may give another map that is added before the epilogue.</param>
/// <param name="TakesPool">Whether a call may store the largest of each 2×2 outputs only; its rows and columns are even then, so that a shifted tile still begins with a window.</param>
public sealed record WinogradOutputKernel(WinogradForm Form, Epilogue Epilogue, bool TakesResidual, bool TakesPool) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Of($"WinogradOutput{Form.Outputs}{(TakesResidual ? "Residual" : "")}{Epilogue.Suffix}");

    /// <inheritdoc/>
    public override string Summary => Of(
        $"Winograd's {Form}, last step: the sums of products m of each tile become its {Form.Outputs} × {Form.Outputs} outputs, y = Aᵀ·m·A + bias{(TakesResidual ? " + residual, where one is given" : "")}{(TakesPool ? "; pooled, the largest of each 2 × 2 is stored" : "")}. m is [{Form.Products}][channels / 16][tiles of the strip][16].");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
    [
        "in m", "in bias", "ref y", "start", "tiles", "blocks", "mPlane", "yPlane", "yPitch", "rows", "columns", "float lowest", "isFar",
        .. TakesResidual ? new[] { "in residual", "residualPlane", "residualPitch" } : [],
        .. TakesPool ? new[] { "pooled" } : [],
    ];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        int inputs = Form.Inputs;
        int outputs = Form.Outputs;
        using (WinogradLoop.Open(writer, simd, Form))
        {
            writer.Line("ref float source = ref Add(ref m, (block * mPlane) + (tile * 16) + lane);");
            writer.Line("ref float target = ref Add(ref y, (block * yPlane) + (row * yPitch) + (column * 16) + lane);");
            writer.Line("nint point = blocks * mPlane;");
            FetchTarget(writer);
            WinogradLoop.DeclareTemporaries(writer, simd, Form);
            writer.Line("// Aᵀ over the rows of each column.");
            for (int j = 0; j < inputs; j++)
            {
                int column = j;
                writer.Line($"{simd.Type} " + string.Join(", ", Enumerable.Range(0, inputs).Select(i =>
                    Of($"m{i}{column} = {simd.Load("source", WinogradLoop.Times((i * inputs) + column, "point"))}"))) + ";");
                writer.Line(Form.Output(simd, i => Of($"m{i}{column}"), i => Of($"a{i}{column}")));
            }

            writer.Line("// A over the columns of each row.");
            writer.Line($"{simd.Type} b = {simd.Load("bias", "(block * 16) + lane")};");
            for (int i = 0; i < outputs; i++)
            {
                int row = i;
                writer.Line(Form.Output(simd, j => Of($"a{row}{j}"), j => Of($"y{row}{j}")));
            }

            Stores(writer, simd);
        }
    }

    /// <summary>Where results may lie beyond a core's cache, a tile's lines come while it is computed: at its end, its stores would wait for all of them.</summary>
    private void FetchTarget(SourceWriter writer)
    {
        using (writer.Open("if (isFar != 0)"))
        {
            for (int i = 0; i < Form.Outputs; i++)
            {
                writer.Line(string.Join(" ", Each(j => $"FetchNear({SimdTarget.At("target", WinogradLoop.Position(i, "yPitch", j))});")));
            }
        }
    }

    private void Stores(SourceWriter writer, SimdTarget simd)
    {
        for (int i = 0; i < Form.Outputs; i++)
        {
            writer.Line(string.Join(" ", Each(j => Of($"y{i}{j} += b;"))));
        }

        if (TakesResidual)
        {
            using (writer.Open("if (!IsNullRef(ref residual))"))
            {
                writer.Line("ref float added = ref Add(ref residual, (block * residualPlane) + (row * residualPitch) + (column * 16) + lane);");
                for (int i = 0; i < Form.Outputs; i++)
                {
                    writer.Line(string.Join(" ", Each(j => $"y{i}{j} += {simd.Load("added", WinogradLoop.Position(i, "residualPitch", j))};")));
                }
            }
        }

        if (Epilogue.Kind == EpilogueKind.None)
        {
            writer.Line($"{simd.Type} low = {simd.Splat("lowest")};");
        }

        string Activated(int row, int column) => Epilogue.Kind == EpilogueKind.None
            ? simd.Max("low", Of($"y{row}{column}"))
            : Epilogue.Apply(simd, Of($"y{row}{column}"));

        WinogradLoop.DeclareOld(writer, Form);
        string Largest(int row, int column) => simd.MaxOrNaN(Activated(row, column), Activated(row, column + 1), Activated(row + 1, column), Activated(row + 1, column + 1));

        if (TakesPool)
        {
            using (writer.Open("if (pooled != 0)"))
            {
                writer.Line("target = ref Add(ref y, (block * yPlane) + (row / 2 * yPitch) + (column / 2 * 16) + lane);");
                for (int i = 0; i < Form.Outputs; i += 2)
                {
                    for (int j = 0; j < Form.Outputs; j += 2)
                    {
                        writer.Line(IfNew(i, j, 2) + simd.Store(Largest(i, j), "target", WinogradLoop.Position(i / 2, "yPitch", j / 2)));
                    }
                }

                writer.Line("continue;");
            }
        }

        for (int i = 0; i < Form.Outputs; i++)
        {
            string stores = string.Join(" ", Each(j => IfNew(Form.Outputs, j, 1) + simd.Store(Activated(i, j), "target", WinogradLoop.Position(i, "yPitch", j))));
            if (i == Form.Outputs - 1)
            {
                writer.Line(stores);
                continue;
            }

            using (writer.Open(Of($"if (oldRows <= {i})")))
            {
                writer.Line(stores);
            }
        }
    }

    /// <summary>The condition under which no tile before this one has some outputs, so many along each axis; none for the last, which are always new.</summary>
    private string IfNew(int row, int column, int along)
    {
        string[] conditions =
        [
            .. row + along < Form.Outputs ? new[] { Of($"oldRows <= {row}") } : [],
            .. column + along < Form.Outputs ? new[] { Of($"oldColumns <= {column}") } : [],
        ];
        return conditions.Length == 0 ? "" : $"if ({string.Join(" && ", conditions)}) ";
    }

    private string[] Each(System.Func<int, string> text)
    {
        var texts = new string[Form.Outputs];
        for (int j = 0; j < texts.Length; j++)
        {
            texts[j] = text(j);
        }

        return texts;
    }
}
