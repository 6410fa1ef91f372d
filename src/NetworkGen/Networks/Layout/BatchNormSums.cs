using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetworkGen.Core.Kernels;

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
    /// <param name="vectors">The batch's means, variances, scales and shifts: vectors of one number per channel, one behind the other.</param>
    /// <param name="sums">Takes two vectors of one number per channel.</param>
    /// <param name="blocks">Blocks of 16 channels.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="gradientPlane">The same of the gradient.</param>
    /// <param name="gradientPitch">Likewise.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Gradients(
        ref float x, ref float dy, ref float vectors, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns) =>
        Gradients(isThroughReLU: false, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);

    /// <summary>The same where a ReLU stands behind the batch norm: dy, at first the gradient of the ReLU's result, becomes that of the batch norm's.</summary>
    /// <inheritdoc cref="Gradients(ref float, ref float, ref float, ref float, nint, nint, nint, nint, nint, nint, nint)"/>
    public static void GradientsThroughReLU(
        ref float x, ref float dy, ref float vectors, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns) =>
        Gradients(isThroughReLU: true, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);

    private static void Gradients(
        bool isThroughReLU,
        ref float x, ref float dy, ref float vectors, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Gradients<Simd512>(isThroughReLU, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Gradients<Simd256>(isThroughReLU, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Gradients<Simd128>(isThroughReLU, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else
        {
            Gradients<SimdScalar>(isThroughReLU, ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
    }

    private static void Gradients<TSimd>(
        bool isThroughReLU,
        ref float x, ref float dy, ref float vectors, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns)
        where TSimd : struct, ISimd<TSimd>
    {
        if (isThroughReLU)
        {
            Gradients<TSimd, OfReLU<TSimd>>(ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
        }
        else
        {
            Gradients<TSimd, OfNorm<TSimd>>(ref x, ref dy, ref vectors, ref sums, blocks, plane, pitch, gradientPlane, gradientPitch, rows, columns);
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
    private static void Gradients<TSimd, TGradient>(
        ref float x, ref float dy, ref float vectors, ref float sums, nint blocks, nint plane, nint pitch, nint gradientPlane, nint gradientPitch, nint rows, nint columns)
        where TSimd : struct, ISimd<TSimd>
        where TGradient : struct, IGradient<TSimd>
    {
        nint length = blocks * Lanes;
        for (nint channel = 0; channel < length; channel += TSimd.Count)
        {
            ref float map = ref Unsafe.Add(ref x, (channel / Lanes * plane) + (channel % Lanes));
            ref float gradients = ref Unsafe.Add(ref dy, (channel / Lanes * gradientPlane) + (channel % Lanes));
            TSimd center = TSimd.Load(ref Unsafe.Add(ref vectors, ((int)NormVector.Mean * length) + channel));
            TSimd scale = TSimd.Load(ref Unsafe.Add(ref vectors, ((int)NormVector.Scale * length) + channel));
            TSimd shift = TSimd.Load(ref Unsafe.Add(ref vectors, ((int)NormVector.Shift * length) + channel));
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
                    Add<TSimd, TGradient>(ref source, ref gradient, i, center, scale, shift, ref a, ref ax);
                    Add<TSimd, TGradient>(ref source, ref gradient, i + Lanes, center, scale, shift, ref b, ref bx);
                    Add<TSimd, TGradient>(ref source, ref gradient, i + (2 * Lanes), center, scale, shift, ref c, ref cx);
                    Add<TSimd, TGradient>(ref source, ref gradient, i + (3 * Lanes), center, scale, shift, ref d, ref dx);
                }

                for (; i < columns * Lanes; i += Lanes)
                {
                    Add<TSimd, TGradient>(ref source, ref gradient, i, center, scale, shift, ref a, ref ax);
                }

                sum += (a + b) + (c + d);
                product += (ax + bx) + (cx + dx);
            }

            sum.Store(ref Unsafe.Add(ref sums, channel));
            product.Store(ref Unsafe.Add(ref sums, length + channel));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TGradient>(ref float source, ref float gradient, nint i, TSimd center, TSimd scale, TSimd shift, ref TSimd sum, ref TSimd product)
        where TSimd : struct, ISimd<TSimd>
        where TGradient : struct, IGradient<TSimd>
    {
        TSimd distance = TSimd.Load(ref Unsafe.Add(ref source, i)) - center;
        TSimd value = TGradient.Read(ref Unsafe.Add(ref gradient, i), distance, scale, shift);
        sum += value;
        product = TSimd.MultiplyAdd(value, distance, product);
    }

    /// <summary>How the gradient of the batch norm's result is read.</summary>
    private interface IGradient<TSimd>
    {
        public static abstract TSimd Read(ref float gradient, TSimd distance, TSimd scale, TSimd shift);
    }

    /// <summary>It is there.</summary>
    private readonly struct OfNorm<TSimd> : IGradient<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TSimd Read(ref float gradient, TSimd distance, TSimd scale, TSimd shift) => TSimd.Load(ref gradient);
    }

    /// <summary>It becomes what is there of the ReLU behind, where the result, computed as forward did, is above 0.</summary>
    private readonly struct OfReLU<TSimd> : IGradient<TSimd>
        where TSimd : struct, ISimd<TSimd>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TSimd Read(ref float gradient, TSimd distance, TSimd scale, TSimd shift)
        {
            TSimd result = TSimd.MultiplyAdd(distance, scale, shift);
            TSimd value = TSimd.Select(TSimd.Greater(result, TSimd.Zero), TSimd.Load(ref gradient), TSimd.Zero);
            value.Store(ref gradient);
            return value;
        }
    }
}
