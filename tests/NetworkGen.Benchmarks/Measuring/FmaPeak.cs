using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>
/// What one core can do: a loop of nothing but independent fused multiply-adds in registers, at the widest accelerated vectors.
/// Twelve of them hide a latency of four cycles on two ports, with a margin.
/// </summary>
internal static class FmaPeak
{
    private const int Steps = 20_000;
    private const int Accumulators = 12;

    /// <summary>Bits of a vector.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>GFLOP/s of one core, now; a fused multiply-add counts as two.</summary>
    public static double Measure()
    {
        float sum = 0;
        Action loop = Bits switch
        {
            512 => () => sum += Run512(),
            256 => () => sum += Run256(),
            _ => () => sum += Run128(),
        };
        double seconds = Best.Of(TimeSpan.FromMilliseconds(300), loop);
        if (!float.IsFinite(sum))
        {
            throw new InvalidOperationException("The sums of the FMA loop should converge.");
        }

        return 2.0 * Steps * Accumulators * (Bits / 32) / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512()
    {
        Vector512<float> one = Vector512.Create(1f), half = Vector512.Create(0.5f);
        Vector512<float> a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, half, one);
            b = Vector512.FusedMultiplyAdd(b, half, one);
            c = Vector512.FusedMultiplyAdd(c, half, one);
            d = Vector512.FusedMultiplyAdd(d, half, one);
            e = Vector512.FusedMultiplyAdd(e, half, one);
            f = Vector512.FusedMultiplyAdd(f, half, one);
            g = Vector512.FusedMultiplyAdd(g, half, one);
            h = Vector512.FusedMultiplyAdd(h, half, one);
            i = Vector512.FusedMultiplyAdd(i, half, one);
            j = Vector512.FusedMultiplyAdd(j, half, one);
            k = Vector512.FusedMultiplyAdd(k, half, one);
            l = Vector512.FusedMultiplyAdd(l, half, one);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256()
    {
        Vector256<float> one = Vector256.Create(1f), half = Vector256.Create(0.5f);
        Vector256<float> a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, half, one);
            b = Vector256.FusedMultiplyAdd(b, half, one);
            c = Vector256.FusedMultiplyAdd(c, half, one);
            d = Vector256.FusedMultiplyAdd(d, half, one);
            e = Vector256.FusedMultiplyAdd(e, half, one);
            f = Vector256.FusedMultiplyAdd(f, half, one);
            g = Vector256.FusedMultiplyAdd(g, half, one);
            h = Vector256.FusedMultiplyAdd(h, half, one);
            i = Vector256.FusedMultiplyAdd(i, half, one);
            j = Vector256.FusedMultiplyAdd(j, half, one);
            k = Vector256.FusedMultiplyAdd(k, half, one);
            l = Vector256.FusedMultiplyAdd(l, half, one);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run128()
    {
        Vector128<float> one = Vector128.Create(1f), half = Vector128.Create(0.5f);
        Vector128<float> a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector128.MultiplyAddEstimate(a, half, one);
            b = Vector128.MultiplyAddEstimate(b, half, one);
            c = Vector128.MultiplyAddEstimate(c, half, one);
            d = Vector128.MultiplyAddEstimate(d, half, one);
            e = Vector128.MultiplyAddEstimate(e, half, one);
            f = Vector128.MultiplyAddEstimate(f, half, one);
            g = Vector128.MultiplyAddEstimate(g, half, one);
            h = Vector128.MultiplyAddEstimate(h, half, one);
            i = Vector128.MultiplyAddEstimate(i, half, one);
            j = Vector128.MultiplyAddEstimate(j, half, one);
            k = Vector128.MultiplyAddEstimate(k, half, one);
            l = Vector128.MultiplyAddEstimate(l, half, one);
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
