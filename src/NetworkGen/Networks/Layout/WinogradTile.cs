using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>
/// Steps of Winograd's minimal filtering on one tile, for as many channels as a vector holds, that would be long to write out for each network.
/// What is made of the rows of each column waits among the results until it is their columns' turn. The points are those of <see cref="WinogradLayout"/>.
/// For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradTile
{
    private const int Lanes = 16;

    /// <summary>F(2×2, 3×3): Bᵀ·x·B.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="v">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input2<TSimd>(ref float x, nint pitch, ref float v, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        if (typeof(TSimd) == typeof(Simd512))
        {
            WinogradTile512.Input2(ref x, pitch, ref v, point);
            return;
        }

        nint line = 4 * point;
        for (nint j = 0; j < 4; j++)
        {
            InputLine4<TSimd>(ref Unsafe.Add(ref x, j * Lanes), pitch, ref Unsafe.Add(ref v, j * point), line);
        }

        for (nint i = 0; i < 4; i++)
        {
            InputLine4<TSimd>(ref Unsafe.Add(ref v, i * line), point, ref Unsafe.Add(ref v, i * line), point);
        }
    }

    /// <summary>F(4×4, 3×3): the same.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="v">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input4<TSimd>(ref float x, nint pitch, ref float v, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        if (typeof(TSimd) == typeof(Simd512))
        {
            WinogradTile512.Input4(ref x, pitch, ref v, point);
            return;
        }

        nint line = 6 * point;
        for (nint j = 0; j < 6; j++)
        {
            InputLine6<TSimd>(ref Unsafe.Add(ref x, j * Lanes), pitch, ref Unsafe.Add(ref v, j * point), line);
        }

        for (nint i = 0; i < 6; i++)
        {
            InputLine6<TSimd>(ref Unsafe.Add(ref v, i * line), point, ref Unsafe.Add(ref v, i * line), point);
        }
    }

    /// <summary>F(2×2, 3×3), backward through its last step: A·dy·Aᵀ.</summary>
    /// <param name="dy">The gradient of the first output.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="m">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    /// <param name="oldRows">Rows that a shifted tile has in common with the tile before it: they count there.</param>
    /// <param name="oldColumns">Columns likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient2<TSimd>(ref float dy, nint pitch, ref float m, nint point, nint oldRows, nint oldColumns)
        where TSimd : struct, ISimd<TSimd>
    {
        nint line = 4 * point;
        for (nint j = 0; j < 2; j++)
        {
            GradientLine4<TSimd>(ref Unsafe.Add(ref dy, j * Lanes), pitch, j < oldColumns ? 2 : oldRows, ref Unsafe.Add(ref m, j * point), line);
        }

        for (nint i = 0; i < 4; i++)
        {
            GradientLine4<TSimd>(ref Unsafe.Add(ref m, i * line), point, 0, ref Unsafe.Add(ref m, i * line), point);
        }
    }

    /// <summary>F(4×4, 3×3): the same.</summary>
    /// <param name="dy">The gradient of the first output.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="m">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    /// <param name="oldRows">Rows that a shifted tile has in common with the tile before it: they count there.</param>
    /// <param name="oldColumns">Columns likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient4<TSimd>(ref float dy, nint pitch, ref float m, nint point, nint oldRows, nint oldColumns)
        where TSimd : struct, ISimd<TSimd>
    {
        nint line = 6 * point;
        for (nint j = 0; j < 4; j++)
        {
            GradientLine6<TSimd>(ref Unsafe.Add(ref dy, j * Lanes), pitch, j < oldColumns ? 4 : oldRows, ref Unsafe.Add(ref m, j * point), line);
        }

        for (nint i = 0; i < 6; i++)
        {
            GradientLine6<TSimd>(ref Unsafe.Add(ref m, i * line), point, 0, ref Unsafe.Add(ref m, i * line), point);
        }
    }

    /// <summary>Bᵀ of a line of tiles of two outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputLine4<TSimd>(ref float from, nint step, ref float to, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd x0 = TSimd.Load(ref from);
        TSimd x1 = TSimd.Load(ref Unsafe.Add(ref from, step));
        TSimd x2 = TSimd.Load(ref Unsafe.Add(ref from, 2 * step));
        TSimd x3 = TSimd.Load(ref Unsafe.Add(ref from, 3 * step));
        (x0 - x2).Store(ref to);
        (x1 + x2).Store(ref Unsafe.Add(ref to, point));
        (x2 - x1).Store(ref Unsafe.Add(ref to, 2 * point));
        (x3 - x1).Store(ref Unsafe.Add(ref to, 3 * point));
    }

    /// <summary>Bᵀ of a line of tiles of four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputLine6<TSimd>(ref float from, nint step, ref float to, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd x0 = TSimd.Load(ref from);
        TSimd x1 = TSimd.Load(ref Unsafe.Add(ref from, step));
        TSimd x2 = TSimd.Load(ref Unsafe.Add(ref from, 2 * step));
        TSimd x3 = TSimd.Load(ref Unsafe.Add(ref from, 3 * step));
        TSimd x4 = TSimd.Load(ref Unsafe.Add(ref from, 4 * step));
        TSimd x5 = TSimd.Load(ref Unsafe.Add(ref from, 5 * step));
        TSimd factor = TSimd.Create(1.5f);
        TSimd t0 = x4 - x2;
        TSimd t1 = x3 - x1;
        ((x0 - x2) + TSimd.MultiplyAdd(t1, factor, t0)).Store(ref to);
        TSimd.MultiplyAdd(x2 + x3, factor, t0 + t1).Store(ref Unsafe.Add(ref to, point));
        TSimd.MultiplyAdd(x3 - x2, factor, t0 - t1).Store(ref Unsafe.Add(ref to, 2 * point));
        TSimd.MultiplyAdd(t1, TSimd.Create(2f), t0).Store(ref Unsafe.Add(ref to, 3 * point));
        TSimd.MultiplyAdd(t1, TSimd.Create(-0.5f), t0).Store(ref Unsafe.Add(ref to, 4 * point));
        ((x5 - x3) + ((factor * t0) - t1)).Store(ref Unsafe.Add(ref to, 5 * point));
    }

    /// <summary>A of a line of tiles of two outputs, of which so many are old.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientLine4<TSimd>(ref float from, nint step, nint old, ref float to, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd x0 = old > 0 ? TSimd.Zero : TSimd.Load(ref from);
        TSimd x1 = old > 1 ? TSimd.Zero : TSimd.Load(ref Unsafe.Add(ref from, step));
        x0.Store(ref to);
        (x0 + x1).Store(ref Unsafe.Add(ref to, point));
        (x0 - x1).Store(ref Unsafe.Add(ref to, 2 * point));
        x1.Store(ref Unsafe.Add(ref to, 3 * point));
    }

    /// <summary>A of a line of tiles of four outputs, of which so many are old.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientLine6<TSimd>(ref float from, nint step, nint old, ref float to, nint point)
        where TSimd : struct, ISimd<TSimd>
    {
        TSimd x0 = old > 0 ? TSimd.Zero : TSimd.Load(ref from);
        TSimd x1 = old > 1 ? TSimd.Zero : TSimd.Load(ref Unsafe.Add(ref from, step));
        TSimd x2 = old > 2 ? TSimd.Zero : TSimd.Load(ref Unsafe.Add(ref from, 2 * step));
        TSimd x3 = old > 3 ? TSimd.Zero : TSimd.Load(ref Unsafe.Add(ref from, 3 * step));
        TSimd even = x0 + x2;
        TSimd odd = x1 + x3;
        x0.Store(ref to);
        (even + odd).Store(ref Unsafe.Add(ref to, point));
        (even - odd).Store(ref Unsafe.Add(ref to, 2 * point));
        TSimd.MultiplyAdd(x3, TSimd.Create(0.125f), TSimd.MultiplyAdd(x2, TSimd.Create(0.25f), TSimd.MultiplyAdd(x1, TSimd.Create(0.5f), x0))).Store(ref Unsafe.Add(ref to, 3 * point));
        TSimd.MultiplyAdd(x3, TSimd.Create(-8f), TSimd.MultiplyAdd(x2, TSimd.Create(4f), TSimd.MultiplyAdd(x1, TSimd.Create(-2f), x0))).Store(ref Unsafe.Add(ref to, 4 * point));
        x3.Store(ref Unsafe.Add(ref to, 5 * point));
    }
}
