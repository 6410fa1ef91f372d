using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// Sums over a batch of one block of 16 channels: rows in vectors of single precision, images in double, always in the same order, whatever the
/// width of the vectors and the number of threads.
/// </summary>
internal static class BatchNormSums
{
    private const int Lanes = 16;

    /// <summary>Mean and biased variance: first Σ x, then Σ (x − mean)².</summary>
    /// <param name="x">The block's first value in the first image.</param>
    /// <param name="map">How the map lies.</param>
    /// <param name="images">How many images.</param>
    /// <param name="mean">Takes 16 means.</param>
    /// <param name="variance">Takes 16 variances.</param>
    public static void Statistics(ref float x, in BatchMap map, int images, Span<float> mean, Span<float> variance)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Statistics<Simd512>(ref x, map, images, mean, variance);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Statistics<Simd256>(ref x, map, images, mean, variance);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Statistics<Simd128>(ref x, map, images, mean, variance);
        }
        else
        {
            Statistics<SimdScalar>(ref x, map, images, mean, variance);
        }
    }

    /// <summary>Σ dy and Σ dy·(x − mean).</summary>
    /// <param name="x">The block's first value in the first image.</param>
    /// <param name="map">How the map lies.</param>
    /// <param name="dy">The first value of its gradient.</param>
    /// <param name="gradientMap">How the gradient lies.</param>
    /// <param name="images">How many images.</param>
    /// <param name="mean">16 means.</param>
    /// <param name="sum">Takes 16 sums.</param>
    /// <param name="product">Takes 16 sums of products.</param>
    public static void Gradients(
        ref float x, in BatchMap map, ref float dy, in BatchMap gradientMap, int images, ReadOnlySpan<float> mean, Span<float> sum, Span<float> product)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Gradients<Simd512>(ref x, map, ref dy, gradientMap, images, mean, sum, product);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Gradients<Simd256>(ref x, map, ref dy, gradientMap, images, mean, sum, product);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Gradients<Simd128>(ref x, map, ref dy, gradientMap, images, mean, sum, product);
        }
        else
        {
            Gradients<SimdScalar>(ref x, map, ref dy, gradientMap, images, mean, sum, product);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Statistics<TSimd>(ref float x, in BatchMap map, int images, Span<float> mean, Span<float> variance)
        where TSimd : struct, ISimd<TSimd>
    {
        Span<double> totals = stackalloc double[Lanes];
        double count = (double)images * map.Rows * map.Columns;
        for (int lane = 0; lane < Lanes; lane += TSimd.Count)
        {
            totals.Clear();
            for (nint image = 0; image < images; image++)
            {
                TSimd imageSum = TSimd.Zero;
                for (nint row = 0; row < map.Rows; row++)
                {
                    ref float source = ref Unsafe.Add(ref x, (image * map.ImageLength) + (row * map.Pitch) + lane);
                    TSimd rowSum = TSimd.Zero;
                    for (nint i = 0; i < map.Columns * Lanes; i += Lanes)
                    {
                        rowSum += TSimd.Load(ref Unsafe.Add(ref source, i));
                    }

                    imageSum += rowSum;
                }

                Add(imageSum, totals);
            }

            Store<TSimd>(totals, count, mean[lane..]);
            totals.Clear();
            TSimd center = TSimd.Load(ref mean[lane]);
            for (nint image = 0; image < images; image++)
            {
                TSimd imageSum = TSimd.Zero;
                for (nint row = 0; row < map.Rows; row++)
                {
                    ref float source = ref Unsafe.Add(ref x, (image * map.ImageLength) + (row * map.Pitch) + lane);
                    TSimd rowSum = TSimd.Zero;
                    for (nint i = 0; i < map.Columns * Lanes; i += Lanes)
                    {
                        TSimd distance = TSimd.Load(ref Unsafe.Add(ref source, i)) - center;
                        rowSum += distance * distance;
                    }

                    imageSum += rowSum;
                }

                Add(imageSum, totals);
            }

            Store<TSimd>(totals, count, variance[lane..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gradients<TSimd>(
        ref float x, in BatchMap map, ref float dy, in BatchMap gradientMap, int images, ReadOnlySpan<float> mean, Span<float> sum, Span<float> product)
        where TSimd : struct, ISimd<TSimd>
    {
        Span<double> sums = stackalloc double[Lanes];
        Span<double> products = stackalloc double[Lanes];
        for (int lane = 0; lane < Lanes; lane += TSimd.Count)
        {
            sums.Clear();
            products.Clear();
            TSimd center = TSimd.Load(ref Unsafe.AsRef(in mean[lane]));
            for (nint image = 0; image < images; image++)
            {
                TSimd imageSum = TSimd.Zero;
                TSimd imageProduct = TSimd.Zero;
                for (nint row = 0; row < map.Rows; row++)
                {
                    ref float value = ref Unsafe.Add(ref x, (image * map.ImageLength) + (row * map.Pitch) + lane);
                    ref float gradient = ref Unsafe.Add(ref dy, (image * gradientMap.ImageLength) + (row * gradientMap.Pitch) + lane);
                    TSimd rowSum = TSimd.Zero;
                    TSimd rowProduct = TSimd.Zero;
                    for (nint i = 0; i < map.Columns * Lanes; i += Lanes)
                    {
                        TSimd g = TSimd.Load(ref Unsafe.Add(ref gradient, i));
                        rowSum += g;
                        rowProduct += g * (TSimd.Load(ref Unsafe.Add(ref value, i)) - center);
                    }

                    imageSum += rowSum;
                    imageProduct += rowProduct;
                }

                Add(imageSum, sums);
                Add(imageProduct, products);
            }

            Store<TSimd>(sums, 1, sum[lane..]);
            Store<TSimd>(products, 1, product[lane..]);
        }
    }

    private static void Add<TSimd>(TSimd value, Span<double> totals)
        where TSimd : struct, ISimd<TSimd>
    {
        Span<float> lanes = stackalloc float[Lanes];
        value.Store(ref lanes[0]);
        for (int i = 0; i < TSimd.Count; i++)
        {
            totals[i] += lanes[i];
        }
    }

    private static void Store<TSimd>(ReadOnlySpan<double> totals, double divisor, Span<float> target)
        where TSimd : struct, ISimd<TSimd>
    {
        for (int i = 0; i < TSimd.Count; i++)
        {
            target[i] = (float)(totals[i] / divisor);
        }
    }
}

/// <summary>How a map lies in the memory of a batch.</summary>
/// <param name="ImageLength">Floats from one image to the next.</param>
/// <param name="Plane">Floats from one block of 16 channels to the next.</param>
/// <param name="Pitch">Floats from one row to the next.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
internal readonly record struct BatchMap(nint ImageLength, nint Plane, nint Pitch, nint Rows, nint Columns);
