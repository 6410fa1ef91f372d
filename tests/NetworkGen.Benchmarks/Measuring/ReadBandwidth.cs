using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>How fast one core reads: sums of a buffer, over and over, so that it comes from the nearest memory that holds it.</summary>
internal static class ReadBandwidth
{
    private const int Accumulators = 8;

    private static readonly TimeSpan _budget = TimeSpan.FromMilliseconds(300);

    /// <summary>GB/s of so many bytes.</summary>
    public static double Measure(long bytes)
    {
        int lanes = FmaPeak.Bits / 32;
        int step = lanes * Accumulators;
        int length = (int)(bytes / sizeof(float)) / step * step;
        var buffer = new AlignedFloats(length);
        float sum = 0;
        Action read = lanes switch
        {
            16 => () => sum += Run512(ref buffer.Start, length),
            8 => () => sum += Run256(ref buffer.Start, length),
            _ => () => sum += Run128(ref buffer.Start, length),
        };
        double seconds = Best.OfOptimized(_budget, read);
        return float.IsFinite(sum) ? sizeof(float) * (double)length / seconds / 1e9 : throw new InvalidOperationException("Sums of random numbers should be finite.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(ref float buffer, int length)
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nint i = 0; i < length; i += Accumulators * 16)
        {
            ref float start = ref Unsafe.Add(ref buffer, i);
            a += Vector512.LoadUnsafe(ref start);
            b += Vector512.LoadUnsafe(ref start, 16);
            c += Vector512.LoadUnsafe(ref start, 32);
            d += Vector512.LoadUnsafe(ref start, 48);
            e += Vector512.LoadUnsafe(ref start, 64);
            f += Vector512.LoadUnsafe(ref start, 80);
            g += Vector512.LoadUnsafe(ref start, 96);
            h += Vector512.LoadUnsafe(ref start, 112);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(ref float buffer, int length)
    {
        Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nint i = 0; i < length; i += Accumulators * 8)
        {
            ref float start = ref Unsafe.Add(ref buffer, i);
            a += Vector256.LoadUnsafe(ref start);
            b += Vector256.LoadUnsafe(ref start, 8);
            c += Vector256.LoadUnsafe(ref start, 16);
            d += Vector256.LoadUnsafe(ref start, 24);
            e += Vector256.LoadUnsafe(ref start, 32);
            f += Vector256.LoadUnsafe(ref start, 40);
            g += Vector256.LoadUnsafe(ref start, 48);
            h += Vector256.LoadUnsafe(ref start, 56);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run128(ref float buffer, int length)
    {
        Vector128<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nint i = 0; i < length; i += Accumulators * 4)
        {
            ref float start = ref Unsafe.Add(ref buffer, i);
            a += Vector128.LoadUnsafe(ref start);
            b += Vector128.LoadUnsafe(ref start, 4);
            c += Vector128.LoadUnsafe(ref start, 8);
            d += Vector128.LoadUnsafe(ref start, 12);
            e += Vector128.LoadUnsafe(ref start, 16);
            f += Vector128.LoadUnsafe(ref start, 20);
            g += Vector128.LoadUnsafe(ref start, 24);
            h += Vector128.LoadUnsafe(ref start, 28);
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h);
    }
}
