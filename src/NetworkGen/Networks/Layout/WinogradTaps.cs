using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>
/// The last step of a weight gradient by Winograd's minimal filtering: forward was U = G·w·Gᵀ, so dw = Gᵀ·dU·G. The points, and G, are those of
/// <see cref="WinogradLayout"/>. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradTaps
{
    private const int Lanes = 16;
    private const int Block = Lanes * Lanes;
    private const int Side = 3;
    private const int MostOutputs = 4;

    /// <summary>Adds the taps of sums to weight gradients.</summary>
    /// <param name="sums"><c>[products][out / 16][in / 16][16 in][16 out]</c>.</param>
    /// <param name="weightGradient"><c>[out / 16][in / 16][9][16 in][16 out]</c>.</param>
    /// <param name="outputs">Outputs of a tile along each axis: 2 or 4.</param>
    /// <param name="blocks">Blocks of 16 × 16 weights.</param>
    public static void Add(ref float sums, ref float weightGradient, int outputs, int blocks)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<Simd512>(ref sums, ref weightGradient, outputs, blocks);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Add<Simd256>(ref sums, ref weightGradient, outputs, blocks);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Add<Simd128>(ref sums, ref weightGradient, outputs, blocks);
        }
        else
        {
            Add<SimdScalar>(ref sums, ref weightGradient, outputs, blocks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Add<TSimd>(ref float sums, ref float weightGradient, nint outputs, nint blocks)
        where TSimd : struct, ISimd<TSimd>
    {
        nint size = outputs + 2;
        nint plane = blocks * Block;
        Span<float> between = stackalloc float[(MostOutputs + 2) * Side * Block];
        for (nint block = 0; block < blocks; block++)
        {
            // Gᵀ over the rows of each column, then G over the columns of each row; all weights of a block each time, so that few planes are read at once, each line by line.
            for (nint column = 0; column < size; column++)
            {
                ref float source = ref Unsafe.Add(ref sums, (column * plane) + (block * Block));
                ref float to = ref Unsafe.Add(ref between[0], column * Block);
                for (nint i = 0; i < Block; i += TSimd.Count)
                {
                    Taps<TSimd> taps = Transform<TSimd>(ref Unsafe.Add(ref source, i), size * plane, size);
                    taps.First.Store(ref Unsafe.Add(ref to, i));
                    taps.Second.Store(ref Unsafe.Add(ref to, (size * Block) + i));
                    taps.Third.Store(ref Unsafe.Add(ref to, (2 * size * Block) + i));
                }
            }

            for (nint row = 0; row < Side; row++)
            {
                ref float source = ref Unsafe.Add(ref between[0], row * size * Block);
                ref float target = ref Unsafe.Add(ref weightGradient, ((block * Side) + row) * Side * Block);
                for (nint i = 0; i < Block; i += TSimd.Count)
                {
                    Taps<TSimd> taps = Transform<TSimd>(ref Unsafe.Add(ref source, i), Block, size);
                    ref float to = ref Unsafe.Add(ref target, i);
                    (TSimd.Load(ref to) + taps.First).Store(ref to);
                    (TSimd.Load(ref Unsafe.Add(ref to, Block)) + taps.Second).Store(ref Unsafe.Add(ref to, Block));
                    (TSimd.Load(ref Unsafe.Add(ref to, 2 * Block)) + taps.Third).Store(ref Unsafe.Add(ref to, 2 * Block));
                }
            }
        }
    }

    /// <summary>Gᵀ on values that are so many floats apart: at the points 0, 1, −1 and ∞ for four of them, at 0, 1, −1, ½, −2 and ∞ for six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Taps<TSimd> Transform<TSimd>(ref float u, nint step, nint size)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd u0 = TSimd.Load(ref u);
        TSimd u1 = TSimd.Load(ref Unsafe.Add(ref u, step));
        TSimd u2 = TSimd.Load(ref Unsafe.Add(ref u, 2 * step));
        TSimd u3 = TSimd.Load(ref Unsafe.Add(ref u, 3 * step));
        if (size == 4)
        {
            TSimd half = TSimd.Create(0.5f);
            TSimd even = half * (u1 + u2);
            return new Taps<TSimd>(u0 + even, half * (u1 - u2), even + u3);
        }

        TSimd u4 = TSimd.Load(ref Unsafe.Add(ref u, 4 * step));
        TSimd u5 = TSimd.Load(ref Unsafe.Add(ref u, 5 * step));
        TSimd third = TSimd.Create(1f / 3);
        TSimd odd = third * (u1 - u2);
        return new Taps<TSimd>(
            TSimd.MultiplyAdd(u4, TSimd.Create(1f / 15), TSimd.MultiplyAdd(u3, TSimd.Create(-16f / 15), u0 + odd)),
            TSimd.MultiplyAdd(u4, TSimd.Create(-2f / 15), TSimd.MultiplyAdd(u3, TSimd.Create(-8f / 15), third * (u1 + u2))),
            TSimd.MultiplyAdd(u4 - u3, TSimd.Create(4f / 15), odd + u5));
    }

    /// <summary>Three taps side by side.</summary>
    private readonly record struct Taps<TSimd>(TSimd First, TSimd Second, TSimd Third)
        where TSimd : struct, ISimd<TSimd>;
}
