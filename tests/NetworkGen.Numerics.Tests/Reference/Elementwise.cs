using System;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y = f(x) for each value on its own, with f's derivative beside it, and the points where that jumps.</summary>
public sealed class Elementwise(Feature input, Func<double, double> function, Func<double, double> derivative, params double[] kinks) : ReferenceLayer(input, input)
{
    public override double[] Forward(double[] x, int batchSize, bool training) => Array.ConvertAll(x, value => function(value));

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            // forward: y = f(x)
            dx[i] = derivative(x[i]) * dy[i];
        }

        return dx;
    }

    public override double DistanceToKink(double[] x, int batchSize) =>
        kinks.SelectMany(kink => x.Select(value => Math.Abs(value - kink))).Where(distance => distance > 0).Append(double.PositiveInfinity).Min();

    /// <summary>y = max(x, 0); at 0 the derivative is 0, as PyTorch has it.</summary>
    public static Elementwise ReLU(Feature input) => new(input, x => Math.Max(x, 0), x => x > 0 ? 1 : 0, 0);

    /// <summary>y = min(max(x, 0), 6); at 0 and at 6 the derivative is 0.</summary>
    public static Elementwise ReLU6(Feature input) => new(input, x => Math.Min(Math.Max(x, 0), 6), x => x > 0 && x < 6 ? 1 : 0, 0, 6);

    /// <summary>y = x where x > 0, else slope · x.</summary>
    public static Elementwise LeakyReLU(Feature input, double slope) => new(input, x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, 0);

    /// <summary>y = x where x > 0, else alpha · (eˣ − 1); smooth at 0 only where alpha is 1.</summary>
    public static Elementwise ELU(Feature input, double alpha) => new(input, x => x > 0 ? x : alpha * (Math.Exp(x) - 1), x => x > 0 ? 1 : alpha * Math.Exp(x), 0);

    /// <summary>y = min(max(x + 3, 0), 6) / 6; at −3 and at 3 the derivative is 0.</summary>
    public static Elementwise Hardsigmoid(Feature input) => new(input, Ramp, x => x > -3 && x < 3 ? 1 / 6.0 : 0, -3, 3);

    /// <summary>y = x · min(max(x + 3, 0), 6) / 6.</summary>
    public static Elementwise Hardswish(Feature input) => new(input, x => x * Ramp(x), x => x <= -3 ? 0 : x >= 3 ? 1 : (x / 3) + 0.5, -3, 3);

    /// <summary>y = x · σ(x).</summary>
    public static Elementwise SiLU(Feature input) => new(input, x => x * Logistic(x), x => Logistic(x) * (1 + (x * (1 - Logistic(x)))));

    /// <summary>y = x · Φ(x), Φ the normal distribution: the exact form, not the tanh one.</summary>
    public static Elementwise GELU(Feature input) => new(input, x => x * Normal(x), x => Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)));

    /// <summary>y = 1 / (1 + e^−x).</summary>
    public static Elementwise Sigmoid(Feature input) => new(input, Logistic, x => Logistic(x) * (1 - Logistic(x)));

    /// <summary>y = tanh x.</summary>
    public static Elementwise Tanh(Feature input) => new(input, Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)));

    /// <summary>y = x · scale + offset.</summary>
    public static Elementwise Rescale(Feature input, double scale, double offset) => new(input, x => (x * scale) + offset, _ => scale);

    /// <summary>y = x: Dropout at inference or with p = 0.</summary>
    public static Elementwise Identity(Feature input) => new(input, x => x, _ => 1);

    private static double Ramp(double x) => Math.Min(Math.Max(x + 3, 0), 6) / 6;

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Normal(double x) => (1 + Erf(x / Math.Sqrt(2))) / 2;

    /// <summary>erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!: all terms of one sign, so nothing cancels. https://dlmf.nist.gov/7.6#E2</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
