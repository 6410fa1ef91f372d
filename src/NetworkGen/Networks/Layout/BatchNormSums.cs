using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// What batch norm in training sums over one image, while its map is in the cache, in single precision; <see cref="BatchNorm"/> merges the images in
/// double. Always in the same order, whatever the width of the vectors. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNormSums
{
    private const int Lanes = 16;

    // Sums side by side, so that additions don't wait for each other.
    private const int Chains = 4;

    /// <summary>An image's means, and Σ (x − mean)² behind them.</summary>
    /// <param name="x">The map.</param>
    /// <param name="sums">Takes two vectors of one number per channel.</param>
    /// <param name="blocks">Blocks of 16 channels.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Statistics(ref float x, ref float sums, nint blocks, nint plane, nint pitch, nint rows, nint columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Statistics<Simd512>(ref x, ref sums, blocks, plane, pitch, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Statistics<Simd256>(ref x, ref sums, blocks, plane, pitch, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Statistics<Simd128>(ref x, ref sums, blocks, plane, pitch, rows, columns);
        }
        else
        {
            Statistics<SimdScalar>(ref x, ref sums, blocks, plane, pitch, rows, columns);
        }
    }

    /// <summary>An image's Σ dy, and Σ dy·(x − mean) behind them.</summary>
    /// <param name="x">The map.</param>
    /// <param name="dy">Its result's gradient.</param>
    /// <param name="mean">The batch's means.</param>
    /// <param name="sums">Takes two vectors of one number per channel.</param>
    /// <param name="blocks">Blocks of 16 channels.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="gradientPlane">The same of the gradient.</param>
    /// <param name="gradientPitch">Likewise.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Gradients(
        ref float x, ref float dy, ref float mean, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Gradients<Simd512>(ref x, ref dy, ref mean, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Gradients<Simd256>(ref x, ref dy, ref mean, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Gradients<Simd128>(ref x, ref dy, ref mean, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else
        {
            Gradients<SimdScalar>(ref x, ref dy, ref mean, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Statistics<TSimd>(ref float x, ref float sums, nint blocks, nint plane, nint pitch, nint rows, nint columns)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd share = TSimd.Create(1f / (rows * columns));
        for (nint channel = 0; channel < blocks * Lanes; channel += TSimd.Count)
        {
            ref float map = ref Unsafe.Add(ref x, (channel / Lanes * plane) + (channel % Lanes));

            // With the mean of the first row taken off, one pass is enough: little cancels in Σ (x − center)² − (Σ (x − center))² / n.
            TSimd center = TSimd.Zero;
            for (nint i = 0; i < columns * Lanes; i += Lanes)
            {
                center += TSimd.Load(ref Unsafe.Add(ref map, i));
            }

            center *= TSimd.Create(1f / columns);
            TSimd sum = TSimd.Zero, squares = TSimd.Zero;
            for (nint row = 0; row < rows; row++)
            {
                ref float source = ref Unsafe.Add(ref map, row * pitch);
                nint i = 0;
                TSimd a = TSimd.Zero, b = TSimd.Zero, c = TSimd.Zero, d = TSimd.Zero;
                TSimd a2 = TSimd.Zero, b2 = TSimd.Zero, c2 = TSimd.Zero, d2 = TSimd.Zero;
                for (; i <= (columns - Chains) * Lanes; i += Chains * Lanes)
                {
                    TSimd first = TSimd.Load(ref Unsafe.Add(ref source, i)) - center;
                    TSimd second = TSimd.Load(ref Unsafe.Add(ref source, i + Lanes)) - center;
                    TSimd third = TSimd.Load(ref Unsafe.Add(ref source, i + (2 * Lanes))) - center;
                    TSimd fourth = TSimd.Load(ref Unsafe.Add(ref source, i + (3 * Lanes))) - center;
                    a += first;
                    b += second;
                    c += third;
                    d += fourth;
                    a2 = TSimd.MultiplyAdd(first, first, a2);
                    b2 = TSimd.MultiplyAdd(second, second, b2);
                    c2 = TSimd.MultiplyAdd(third, third, c2);
                    d2 = TSimd.MultiplyAdd(fourth, fourth, d2);
                }

                for (; i < columns * Lanes; i += Lanes)
                {
                    TSimd distance = TSimd.Load(ref Unsafe.Add(ref source, i)) - center;
                    a += distance;
                    a2 = TSimd.MultiplyAdd(distance, distance, a2);
                }

                sum += (a + b) + (c + d);
                squares += (a2 + b2) + (c2 + d2);
            }

            TSimd offset = sum * share;
            (center + offset).Store(ref Unsafe.Add(ref sums, channel));
            TSimd.Max(TSimd.Zero, squares - (sum * offset)).Store(ref Unsafe.Add(ref sums, (blocks * Lanes) + channel));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gradients<TSimd>(
        ref float x, ref float dy, ref float mean, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns)
        where TSimd : struct, ISimd<TSimd>
    {
        for (nint channel = 0; channel < blocks * Lanes; channel += TSimd.Count)
        {
            ref float map = ref Unsafe.Add(ref x, (channel / Lanes * plane) + (channel % Lanes));
            ref float gradients = ref Unsafe.Add(ref dy, (channel / Lanes * gradientPlane) + (channel % Lanes));
            TSimd center = TSimd.Load(ref Unsafe.Add(ref mean, channel));
            TSimd sum = TSimd.Zero, product = TSimd.Zero;
            for (nint row = 0; row < rows; row++)
            {
                ref float source = ref Unsafe.Add(ref map, row * pitch);
                ref float gradient = ref Unsafe.Add(ref gradients, row * gradientPitch);
                nint i = 0;
                TSimd a = TSimd.Zero, b = TSimd.Zero, c = TSimd.Zero, d = TSimd.Zero;
                TSimd ax = TSimd.Zero, bx = TSimd.Zero, cx = TSimd.Zero, dx = TSimd.Zero;
                for (; i <= (columns - Chains) * Lanes; i += Chains * Lanes)
                {
                    TSimd first = TSimd.Load(ref Unsafe.Add(ref gradient, i));
                    TSimd second = TSimd.Load(ref Unsafe.Add(ref gradient, i + Lanes));
                    TSimd third = TSimd.Load(ref Unsafe.Add(ref gradient, i + (2 * Lanes)));
                    TSimd fourth = TSimd.Load(ref Unsafe.Add(ref gradient, i + (3 * Lanes)));
                    a += first;
                    b += second;
                    c += third;
                    d += fourth;
                    ax = TSimd.MultiplyAdd(first, TSimd.Load(ref Unsafe.Add(ref source, i)) - center, ax);
                    bx = TSimd.MultiplyAdd(second, TSimd.Load(ref Unsafe.Add(ref source, i + Lanes)) - center, bx);
                    cx = TSimd.MultiplyAdd(third, TSimd.Load(ref Unsafe.Add(ref source, i + (2 * Lanes))) - center, cx);
                    dx = TSimd.MultiplyAdd(fourth, TSimd.Load(ref Unsafe.Add(ref source, i + (3 * Lanes))) - center, dx);
                }

                for (; i < columns * Lanes; i += Lanes)
                {
                    TSimd only = TSimd.Load(ref Unsafe.Add(ref gradient, i));
                    a += only;
                    ax = TSimd.MultiplyAdd(only, TSimd.Load(ref Unsafe.Add(ref source, i)) - center, ax);
                }

                sum += (a + b) + (c + d);
                product += (ax + bx) + (cx + dx);
            }

            sum.Store(ref Unsafe.Add(ref sums, channel));
            product.Store(ref Unsafe.Add(ref sums, (blocks * Lanes) + channel));
        }
    }
}
