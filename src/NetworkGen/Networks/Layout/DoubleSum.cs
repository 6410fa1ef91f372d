using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// Sums of floats in double. Eight partial sums whatever the hardware's vectors are, added up in one order, so that every machine gets the same bits.
/// </summary>
internal static class DoubleSum
{
    private const int Step = 8;

    /// <summary>Σ x.</summary>
    public static double Of(ReadOnlySpan<float> x)
    {
        (Vector256<double> low, Vector256<double> high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        int i = 0;
        for (; i <= x.Length - Step; i += Step)
        {
            (Vector256<double> lower, Vector256<double> upper) = Load(x, i);
            low += lower;
            high += upper;
        }

        double total = Total(low + high);
        for (; i < x.Length; i++)
        {
            total += x[i];
        }

        return total;
    }

    /// <summary>Σ (x − center)².</summary>
    public static double OfSquares(ReadOnlySpan<float> x, double center)
    {
        Vector256<double> centers = Vector256.Create(center);
        (Vector256<double> low, Vector256<double> high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        int i = 0;
        for (; i <= x.Length - Step; i += Step)
        {
            (Vector256<double> lower, Vector256<double> upper) = Load(x, i);
            low += (lower - centers) * (lower - centers);
            high += (upper - centers) * (upper - centers);
        }

        double total = Total(low + high);
        for (; i < x.Length; i++)
        {
            total += (x[i] - center) * (x[i] - center);
        }

        return total;
    }

    /// <summary>Σ x·y.</summary>
    public static double OfProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        (Vector256<double> low, Vector256<double> high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        int i = 0;
        for (; i <= x.Length - Step; i += Step)
        {
            (Vector256<double> lowerX, Vector256<double> upperX) = Load(x, i);
            (Vector256<double> lowerY, Vector256<double> upperY) = Load(y, i);
            low += lowerX * lowerY;
            high += upperX * upperY;
        }

        double total = Total(low + high);
        for (; i < x.Length; i++)
        {
            total += (double)x[i] * y[i];
        }

        return total;
    }

    private static (Vector256<double> Lower, Vector256<double> Upper) Load(ReadOnlySpan<float> x, int index) =>
        Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index));

    private static double Total(Vector256<double> sums) => (sums.GetElement(0) + sums.GetElement(1)) + (sums.GetElement(2) + sums.GetElement(3));
}
