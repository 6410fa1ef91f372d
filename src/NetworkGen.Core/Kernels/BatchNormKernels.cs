using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// Mean and (biased) variance of one block of channels over the batch, in two passes. Rows are summed in single precision,
/// images are merged in double, always in the same order.
/// </summary>
public sealed record BatchStatisticsKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BatchStatistics";

    /// <inheritdoc/>
    public override string Summary => "Mean and biased variance of 16 channels over the batch: first Σ x, then Σ (x - mean)²; images are merged in double.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref x", "ref mean", "ref variance", "images", "imageLength", "xPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        BatchSum.PrintLocals(writer);
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            writer.Line("double count = (double)images * rows * columns;");
            BatchSum.Print(writer, simd, "mean", [("x", "value")], "value", "/ count");
            writer.Line($"{simd.Type} center = {simd.Load("mean", "lane")};");
            BatchSum.Print(writer, simd, "variance", [("x", "value")], "(value - center) * (value - center)", "/ count");
        }
    }
}

/// <summary>Σ dy and Σ dy·(x − mean) of one block of channels over the batch: what the gradients of batch norm are made of.</summary>
public sealed record BatchGradientSumsKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BatchGradientSums";

    /// <inheritdoc/>
    public override string Summary => "Σ dy and Σ dy · (x - mean) of 16 channels over the batch; images are merged in double.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref mean", "ref sum", "ref product", "images", "imageLength", "xPitch", "dyPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        BatchSum.PrintLocals(writer);
        using (writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})"))
        {
            writer.Line($"{simd.Type} center = {simd.Load("mean", "lane")};");
            BatchSum.Print(writer, simd, "sum", [("dy", "gradient")], "gradient", "");
            BatchSum.Print(writer, simd, "product", [("x", "value"), ("dy", "gradient")], "gradient * (value - center)", "");
        }
    }
}

/// <summary>The gradient of batch norm's input: dx = a·dy + b·(x − mean) + c with one a, b, c per channel.</summary>
public sealed record BatchNormGradientKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BatchNormGradient";

    /// <inheritdoc/>
    public override string Summary => "dx = a * dy + b * (x - mean) + c per channel; a = γ/σ, b = -γ/σ³ · Σ dy (x - mean) / count, c = -γ/σ · Σ dy / count.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        ["ref x", "ref dy", "ref dx", "ref mean", "ref a", "ref b", "ref c", "blocks", "xPlane", "xPitch", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns"];

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

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "xRow"), ("dy", "dyRow"), ("dx", "dxRow")))
        {
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd("ofValue", $"{simd.Load("xRow", "i")} - center", "constant")};");
            writer.Line(simd.Store(simd.MultiplyAdd("ofGradient", simd.Load("dyRow", "i"), "value"), "dxRow", "i"));
        }
    }
}

/// <summary>A sum over a batch: rows in vectors, images in doubles.</summary>
internal static class BatchSum
{
    /// <summary>Prints a block that stores the sum of an expression over the batch in <paramref name="target"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="simd">The width.</param>
    /// <param name="target">Parameter that takes 16 results.</param>
    /// <param name="maps">The maps read and the names of their values.</param>
    /// <param name="expression">What is summed.</param>
    /// <param name="finish">What is done to each sum before it is stored.</param>
    public static void Print(SourceWriter writer, SimdTarget simd, string target, (string Map, string Value)[] maps, string expression, string finish)
    {
        using (writer.Open())
        {
            writer.Line("totals.Clear();");
            using (writer.Open("for (nint image = 0; image < images; image++)"))
            {
                writer.Line($"{simd.Type} imageSum = {simd.Zero};");
                using (writer.Open("for (nint row = 0; row < rows; row++)"))
                {
                    foreach ((string map, _) in maps)
                    {
                        writer.Line($"ref float {map}Row = ref Unsafe.Add(ref {map}, (image * imageLength) + (row * {map}Pitch) + lane);");
                    }

                    writer.Line($"{simd.Type} rowSum = {simd.Zero};");
                    using (writer.Open("for (nint i = 0; i < columns * 16; i += 16)"))
                    {
                        foreach ((string map, string value) in maps)
                        {
                            writer.Line($"{simd.Type} {value} = {simd.Load(map + "Row", "i")};");
                        }

                        writer.Line($"rowSum += {expression};");
                    }

                    writer.Line("imageSum += rowSum;");
                }

                writer.Line(simd.Store("imageSum", "sums[0]", ""));
                writer.Line($"for (int i = 0; i < {simd.Count}; i++) totals[i] += sums[i];");
            }

            string result = finish.Length == 0 ? "totals[i]" : $"(totals[i] {finish})";
            writer.Line($"for (int i = 0; i < {simd.Count}; i++) Unsafe.Add(ref {target}, lane + i) = (float){result};");
        }
    }

    /// <summary>Prints the locals that the sums share: a vector's lanes, and their totals over the images.</summary>
    public static void PrintLocals(SourceWriter writer)
    {
        writer.Line("Span<float> sums = stackalloc float[16];");
        writer.Line("Span<double> totals = stackalloc double[16];");
    }
}
