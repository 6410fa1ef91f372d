using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetworkGen.Layout;
using Xunit;

namespace NetworkGen.Tests.Networks;

/// <summary>
/// The runtime's transforms are what the theory says, at every width: y[i] = Σₚ Aᵀ[i, p] · (G·w)[p] · (Bᵀ·x)[p] is the sum of w[r] · x[i + r], over rows and
/// columns. A and G come from the points alone here, by Toom and Cook's construction.
/// </summary>
public sealed class WinogradTileTests
{
    private const int Taps = 3;
    private const int Pitch = 9 * 16;
    private const int Point = 5 * 16;

    public static TheoryData<int, int> Forms { get; } = [];

    static WinogradTileTests()
    {
        foreach ((int bits, bool isThere) in new[] { (512, Vector512.IsHardwareAccelerated), (256, Vector256.IsHardwareAccelerated), (128, Vector128.IsHardwareAccelerated), (32, true) })
        {
            if (isThere)
            {
                Forms.Add(2, bits);
                Forms.Add(4, bits);
            }
        }
    }

    private delegate void Transform(ref float from, ref float to);

    [Theory, MemberData(nameof(Forms))]
    public void EveryOutputIsTheSumOfItsTaps(int outputs, int bits)
    {
        int inputs = outputs + 2;
        double[,] a = Vandermonde(outputs, outputs), g = Weights(outputs);
        for (int place = 0; place < inputs * inputs; place++)
        {
            (int row, int column) = (place / inputs, place % inputs);
            float[] v = Transformed(Input(outputs, bits), bits / 32, (r, c) => r == row && c == column ? 1 : 0, inputs, inputs);
            double Sum(int i, int r, int j, int s) => Enumerable.Range(0, inputs * inputs).Sum(p =>
                a[p / inputs, i] * g[p / inputs, r] * a[p % inputs, j] * g[p % inputs, s] * v[p]);
            for (int taps = 0; taps < Taps * Taps; taps++)
            {
                for (int output = 0; output < outputs * outputs; output++)
                {
                    (int i, int r, int j, int s) = (output / outputs, taps / Taps, output % outputs, taps % Taps);
                    Assert.Equal(row == i + r && column == j + s ? 1 : 0, Sum(i, r, j, s), 1e-6);
                }
            }
        }
    }

    /// <summary>A·dy·Aᵀ; what a shifted tile has in common with the one before it counts there.</summary>
    [Theory, MemberData(nameof(Forms))]
    public void GradientsOfOutputsGoBackToTheProducts(int outputs, int bits)
    {
        int inputs = outputs + 2;
        double[,] a = Vandermonde(outputs, outputs);
        for (int old = 0; old < outputs * outputs; old++)
        {
            (int oldRows, int oldColumns) = (old / outputs, old % outputs);
            float[] m = Transformed(Gradient(outputs, bits, oldRows, oldColumns), bits / 32, static (row, column) => 1 + (row * 5) + (column * 3 % 7), outputs, inputs);
            for (int p = 0; p < inputs * inputs; p++)
            {
                double expected = (
                    from i in Enumerable.Range(oldRows, outputs - oldRows)
                    from j in Enumerable.Range(oldColumns, outputs - oldColumns)
                    select a[p / inputs, i] * a[p % inputs, j] * (1 + (i * 5) + (j * 3 % 7))).Sum();
                Assert.Equal(expected, m[p], 1e-3);
            }
        }
    }

    /// <summary>Runs it on every lane of a vector, checks that all agree, and that nothing else is written.</summary>
    private static float[] Transformed(Transform transform, int lanes, Func<int, int, float> value, int size, int inputs)
    {
        var from = new float[inputs * Pitch];
        var to = new float[inputs * inputs * Point];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                from.AsSpan((row * Pitch) + (column * 16), lanes).Fill(value(row, column));
            }
        }

        Array.Fill(to, float.NaN);
        transform(ref from[0], ref to[0]);
        Assert.Equal(lanes * inputs * inputs, to.Count(static number => !float.IsNaN(number)));
        return [.. Enumerable.Range(0, inputs * inputs).Select(p => Assert.Single(to.AsSpan(p * Point, lanes).ToArray().Distinct()))];
    }

    private static Transform Input(int outputs, int bits) => (outputs, bits) switch
    {
        (2, 512) => static (ref float x, ref float v) => WinogradTile.Input2<Simd512>(ref x, Pitch, ref v, Point),
        (2, 256) => static (ref float x, ref float v) => WinogradTile.Input2<Simd256>(ref x, Pitch, ref v, Point),
        (2, 128) => static (ref float x, ref float v) => WinogradTile.Input2<Simd128>(ref x, Pitch, ref v, Point),
        (2, _) => static (ref float x, ref float v) => WinogradTile.Input2<SimdScalar>(ref x, Pitch, ref v, Point),
        (_, 512) => static (ref float x, ref float v) => WinogradTile.Input4<Simd512>(ref x, Pitch, ref v, Point),
        (_, 256) => static (ref float x, ref float v) => WinogradTile.Input4<Simd256>(ref x, Pitch, ref v, Point),
        (_, 128) => static (ref float x, ref float v) => WinogradTile.Input4<Simd128>(ref x, Pitch, ref v, Point),
        _ => static (ref float x, ref float v) => WinogradTile.Input4<SimdScalar>(ref x, Pitch, ref v, Point),
    };

    private static Transform Gradient(int outputs, int bits, int oldRows, int oldColumns) => (outputs, bits) switch
    {
        (2, 512) => (ref float dy, ref float m) => WinogradTile.Gradient2<Simd512>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (2, 256) => (ref float dy, ref float m) => WinogradTile.Gradient2<Simd256>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (2, 128) => (ref float dy, ref float m) => WinogradTile.Gradient2<Simd128>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (2, _) => (ref float dy, ref float m) => WinogradTile.Gradient2<SimdScalar>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (_, 512) => (ref float dy, ref float m) => WinogradTile.Gradient4<Simd512>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (_, 256) => (ref float dy, ref float m) => WinogradTile.Gradient4<Simd256>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        (_, 128) => (ref float dy, ref float m) => WinogradTile.Gradient4<Simd128>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
        _ => (ref float dy, ref float m) => WinogradTile.Gradient4<SimdScalar>(ref dy, Pitch, ref m, Point, oldRows, oldColumns),
    };

    /// <summary>Powers of the finite points; ∞ has the last power alone.</summary>
    private static double[,] Vandermonde(int outputs, int powers)
    {
        double[] points = Points(outputs);
        var matrix = new double[outputs + 2, powers];
        for (int i = 0; i < powers; i++)
        {
            for (int p = 0; p < points.Length; p++)
            {
                matrix[p, i] = Math.Pow(points[p], i);
            }
        }

        matrix[points.Length, powers - 1] = 1;
        return matrix;
    }

    /// <summary>Rows 1, p, p² over the product of p's distances from the other points. F2's sign at 0 is with its input, as Lavin and Gray have it.</summary>
    private static double[,] Weights(int outputs)
    {
        double[] points = Points(outputs);
        double[,] matrix = Vandermonde(outputs, Taps);
        for (int p = 0; p < points.Length; p++)
        {
            double distances = points.Where(point => point != points[p]).Aggregate(1.0, (product, point) => product * (points[p] - point));
            double sign = outputs == 2 && p == 0 ? -1 : 1;
            for (int r = 0; r < Taps; r++)
            {
                matrix[p, r] *= sign / distances;
            }
        }

        return matrix;
    }

    private static double[] Points(int outputs) => outputs == 2 ? [0, 1, -1] : [0, 1, -1, 0.5, -2];
}
