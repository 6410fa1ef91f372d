using System;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Kernels;

/// <summary>An activation's value and derivative as emitted expressions, side by side.</summary>
/// <param name="Text">The formula in words of mathematics.</param>
/// <param name="GradientText">The gradient's formula.</param>
/// <param name="FromOutput">Whether the derivative is computed from the output y (so the input need not be kept) rather than from the input x.</param>
/// <param name="Forward">Prints what it needs and returns an expression for y, given x.</param>
/// <param name="Backward">Prints what it needs and returns an expression for dx, given the saved value (y or x) and dy.</param>
internal sealed record ActivationFormula(
    string Text,
    string GradientText,
    bool FromOutput,
    Func<SourceWriter, SimdTarget, string, string> Forward,
    Func<SourceWriter, SimdTarget, string, string, string> Backward)
{
    /// <summary>The formula of an activation.</summary>
    public static ActivationFormula For(Activation activation) => activation switch
    {
        ReLU => new(
            "max(x, 0)",
            "dy where y > 0",
            FromOutput: true,
            (_, simd, x) => simd.Max(simd.Zero, x),
            (_, simd, y, dy) => simd.Select(simd.Greater(y, simd.Zero), dy, simd.Zero)),
        ReLU6 => new(
            "min(max(x, 0), 6)",
            "dy where 0 < y < 6",
            FromOutput: true,
            (_, simd, x) => simd.Min(simd.Constant(6), simd.Max(simd.Zero, x)),
            (_, simd, y, dy) => simd.Select(simd.Greater(y, simd.Zero), simd.Select(simd.Greater(simd.Constant(6), y), dy, simd.Zero), simd.Zero)),
        LeakyReLU leaky => new(
            $"x where x > 0, else {SimdTarget.Literal(leaky.Slope)}·x",
            $"dy where x > 0, else {SimdTarget.Literal(leaky.Slope)}·dy",
            FromOutput: leaky.Slope > 0,
            (_, simd, x) => simd.Select(simd.Greater(x, simd.Zero), x, $"{x} * {simd.Constant(leaky.Slope)}"),
            (_, simd, saved, dy) => simd.Select(simd.Greater(saved, simd.Zero), dy, $"{dy} * {simd.Constant(leaky.Slope)}")),
        ELU elu => new(
            $"x where x > 0, else {SimdTarget.Literal(elu.Alpha)}·(exp(x) - 1)",
            elu.Alpha >= 0 ? $"dy where y > 0, else dy · (y + {SimdTarget.Literal(elu.Alpha)})" : $"dy where x > 0, else dy · {SimdTarget.Literal(elu.Alpha)}·exp(x)",
            FromOutput: elu.Alpha >= 0,
            (writer, simd, x) => ELUValue(writer, simd, x, elu.Alpha),
            (_, simd, saved, dy) => simd.Select(
                simd.Greater(saved, simd.Zero),
                dy,
                elu.Alpha >= 0 ? $"{dy} * ({saved} + {simd.Constant(elu.Alpha)})" : $"{dy} * {simd.Constant(elu.Alpha)} * {simd.Exp(saved)}")),
        Hardsigmoid => new(
            "min(max(x + 3, 0), 6) / 6",
            "dy / 6 where 0 < y < 1",
            FromOutput: true,
            static (_, simd, x) => new Epilogue(EpilogueKind.Hardsigmoid).Apply(simd, x),
            static (_, simd, y, dy) => simd.Select(
                simd.Greater(y, simd.Zero),
                simd.Select(simd.Greater(simd.Constant(1), y), $"{dy} * {simd.Constant(1f / 6)}", simd.Zero),
                simd.Zero)),
        Hardswish => new(
            "x · min(max(x + 3, 0), 6) / 6",
            "0 where x < -3, dy where x > 3, else dy · (x / 3 + 1/2)",
            FromOutput: false,
            static (_, simd, x) => new Epilogue(EpilogueKind.Hardswish).Apply(simd, x),
            static (_, simd, x, dy) => simd.Select(
                simd.Greater(x, simd.Constant(-3)),
                simd.Select(simd.Greater(simd.Constant(3), x), $"{dy} * (({x} * {simd.Constant(1f / 3)}) + {simd.Constant(0.5f)})", dy),
                simd.Zero)),
        Sigmoid => new(
            "1 / (1 + exp(-x))",
            "dy · y · (1 - y)",
            FromOutput: true,
            (_, simd, x) => $"({simd.Constant(1)} / ({simd.Constant(1)} + {simd.Exp("-" + x)}))",
            (_, simd, y, dy) => $"({dy} * {y} * ({simd.Constant(1)} - {y}))"),
        Tanh => new(
            "tanh(x)",
            "dy · (1 - y²)",
            FromOutput: true,
            RationalTanh,
            (_, simd, y, dy) => $"({dy} * ({simd.Constant(1)} - ({y} * {y})))"),
        SiLU => new(
            "x / (1 + exp(-x))",
            "dy · s · (1 + x · (1 - s)) with s = 1 / (1 + exp(-x))",
            FromOutput: false,
            (_, simd, x) => $"({x} / ({simd.Constant(1)} + {simd.Exp("-" + x)}))",
            SiLUGradient),
        GELU => new(
            "x · Φ(x), Φ(x) = (1 + erf(x / √2)) / 2",
            "dy · (Φ(x) + x · φ(x)), φ(x) = exp(-x² / 2) / √(2π)",
            FromOutput: false,
            (writer, simd, x) => $"({x} * {NormalDistribution(writer, simd, x)})",
            GELUGradient),
        _ => throw new NotSupportedException($"No formula for {activation.Kind}."),
    };

    /// <summary>With t = tanh(x / 2), exp(x) - 1 is 2t / (1 - t): unlike the difference it keeps its digits near 0.</summary>
    private static string ELUValue(SourceWriter writer, SimdTarget simd, string x, float alpha)
    {
        writer.Line($"{simd.Type} half = {simd.Constant(0.5f)} * {simd.Min(simd.Zero, x)};");
        string tanh = RationalTanh(writer, simd, "half");
        return simd.Select(simd.Greater(x, simd.Zero), x, $"({simd.Constant(2 * alpha)} * {tanh} / ({simd.Constant(1)} - {tanh}))");
    }

    private static string SiLUGradient(SourceWriter writer, SimdTarget simd, string x, string dy)
    {
        writer.Line($"{simd.Type} s = {simd.Constant(1)} / ({simd.Constant(1)} + {simd.Exp("-" + x)});");
        return $"({dy} * s * ({simd.Constant(1)} + ({x} * ({simd.Constant(1)} - s))))";
    }

    private static string GELUGradient(SourceWriter writer, SimdTarget simd, string x, string dy)
    {
        string cumulative = NormalDistribution(writer, simd, x);
        writer.Line($"{simd.Type} density = {simd.Exp($"{simd.Constant(-0.5f)} * {x} * {x}")} * {simd.Constant(0.398942280f)}; // 1 / √(2π)");
        return $"({dy} * ({cumulative} + ({x} * density)))";
    }

    private static string NormalDistribution(SourceWriter writer, SimdTarget simd, string x)
    {
        writer.Line($"{simd.Type} erfArgument = {simd.Min(simd.Constant(4), simd.Max(simd.Constant(-4), $"{x} * {simd.Constant(0.707106781f)}"))}; // x / √2; erf is ±1 beyond 4");
        Ratio(writer, simd, "erfArgument", "erf", _erfNumerator, _erfDenominator);
        return $"({simd.Constant(0.5f)} + ({simd.Constant(0.5f)} * erf))";
    }

    private static string RationalTanh(SourceWriter writer, SimdTarget simd, string x)
    {
        writer.Line($"{simd.Type} tanhArgument = {simd.Min(simd.Constant(TanhLimit), simd.Max(simd.Constant(-TanhLimit), x))}; // tanh is ±1 to the last bit beyond");
        Ratio(writer, simd, "tanhArgument", "tanh", _tanhNumerator, _tanhDenominator);
        return "tanh";
    }

    /// <summary>An odd function as x·P(x²)/Q(x²), highest power first.</summary>
    private static void Ratio(SourceWriter writer, SimdTarget simd, string x, string name, float[] numerator, float[] denominator)
    {
        writer.Line($"{simd.Type} square = {x} * {x};");
        Polynomial(writer, simd, name + "Numerator", numerator);
        Polynomial(writer, simd, name + "Denominator", denominator);
        writer.Line($"{simd.Type} {name} = {x} * {name}Numerator / {name}Denominator;");
    }

    private static void Polynomial(SourceWriter writer, SimdTarget simd, string name, float[] coefficients)
    {
        writer.Line($"{simd.Type} {name} = {simd.Constant(coefficients[0])};");
        for (int i = 1; i < coefficients.Length; i++)
        {
            writer.Line($"{name} = {simd.MultiplyAdd(name, "square", simd.Constant(coefficients[i]))};");
        }
    }

    // Minimax quotients in single precision, a few units in the last place; the coefficients are Eigen's (MathFunctionsImpl.h, generic_fast_tanh_float and generic_fast_erf_float).
    private const float TanhLimit = 7.90531110763549805f;

    private static readonly float[] _tanhNumerator =
        [-2.76076847742355e-16f, 2.00018790482477e-13f, -8.60467152213735e-11f, 5.12229709037114e-08f, 1.48572235717979e-05f, 6.37261928875436e-04f, 4.89352455891786e-03f];

    private static readonly float[] _tanhDenominator =
        [1.19825839466702e-06f, 1.18534705686654e-04f, 2.26843463243900e-03f, 4.89352518554385e-03f];

    private static readonly float[] _erfNumerator =
        [-2.72614225801306e-10f, 2.77068142495902e-08f, -2.10102402082508e-06f, -5.69250639462346e-05f, -7.34990630326855e-04f, -2.95459980854025e-03f, -1.60960333262415e-02f];

    private static readonly float[] _erfDenominator =
        [-1.45660718464996e-05f, -2.13374055278905e-04f, -1.68282697438203e-03f, -7.37332916720468e-03f, -1.42647390514189e-02f];
}
