using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>Bᵀ·x·B of <see cref="WinogradTile"/> for 16 channels in vectors of 512 bits, whose registers take a tile: each value is loaded and stored once.</summary>
internal static class WinogradTile512
{
    private const int Lanes = 16;

    /// <summary>F(2×2, 3×3).</summary>
    /// <param name="x">The first input.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="v">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input2(ref float x, nint pitch, ref float v, nint point)
    {
        Inputs4 a = Input2(Column4(ref x, pitch));
        Inputs4 b = Input2(Column4(ref Unsafe.Add(ref x, Lanes), pitch));
        Inputs4 c = Input2(Column4(ref Unsafe.Add(ref x, 2 * Lanes), pitch));
        Inputs4 d = Input2(Column4(ref Unsafe.Add(ref x, 3 * Lanes), pitch));
        Store(Input2(new Inputs4(a.X0, b.X0, c.X0, d.X0)), ref v, point);
        Store(Input2(new Inputs4(a.X1, b.X1, c.X1, d.X1)), ref Unsafe.Add(ref v, 4 * point), point);
        Store(Input2(new Inputs4(a.X2, b.X2, c.X2, d.X2)), ref Unsafe.Add(ref v, 8 * point), point);
        Store(Input2(new Inputs4(a.X3, b.X3, c.X3, d.X3)), ref Unsafe.Add(ref v, 12 * point), point);
    }

    /// <summary>F(4×4, 3×3).</summary>
    /// <param name="x">The first input.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="v">Where the first result goes.</param>
    /// <param name="point">Floats from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input4(ref float x, nint pitch, ref float v, nint point)
    {
        Inputs6 a = Input4(Column6(ref x, pitch));
        Inputs6 b = Input4(Column6(ref Unsafe.Add(ref x, Lanes), pitch));
        Inputs6 c = Input4(Column6(ref Unsafe.Add(ref x, 2 * Lanes), pitch));
        Inputs6 d = Input4(Column6(ref Unsafe.Add(ref x, 3 * Lanes), pitch));
        Inputs6 e = Input4(Column6(ref Unsafe.Add(ref x, 4 * Lanes), pitch));
        Inputs6 f = Input4(Column6(ref Unsafe.Add(ref x, 5 * Lanes), pitch));
        Store(Input4(new Inputs6(a.X0, b.X0, c.X0, d.X0, e.X0, f.X0)), ref v, point);
        Store(Input4(new Inputs6(a.X1, b.X1, c.X1, d.X1, e.X1, f.X1)), ref Unsafe.Add(ref v, 6 * point), point);
        Store(Input4(new Inputs6(a.X2, b.X2, c.X2, d.X2, e.X2, f.X2)), ref Unsafe.Add(ref v, 12 * point), point);
        Store(Input4(new Inputs6(a.X3, b.X3, c.X3, d.X3, e.X3, f.X3)), ref Unsafe.Add(ref v, 18 * point), point);
        Store(Input4(new Inputs6(a.X4, b.X4, c.X4, d.X4, e.X4, f.X4)), ref Unsafe.Add(ref v, 24 * point), point);
        Store(Input4(new Inputs6(a.X5, b.X5, c.X5, d.X5, e.X5, f.X5)), ref Unsafe.Add(ref v, 30 * point), point);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Inputs4 Input2(Inputs4 x) => new(x.X0 - x.X2, x.X1 + x.X2, x.X2 - x.X1, x.X3 - x.X1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Inputs6 Input4(Inputs6 x)
    {
        Vector512<float> factor = Vector512.Create(1.5f);
        Vector512<float> t0 = x.X4 - x.X2;
        Vector512<float> t1 = x.X3 - x.X1;
        return new Inputs6(
            (x.X0 - x.X2) + Vector512.FusedMultiplyAdd(t1, factor, t0),
            Vector512.FusedMultiplyAdd(x.X2 + x.X3, factor, t0 + t1),
            Vector512.FusedMultiplyAdd(x.X3 - x.X2, factor, t0 - t1),
            Vector512.FusedMultiplyAdd(t1, Vector512.Create(2f), t0),
            Vector512.FusedMultiplyAdd(t1, Vector512.Create(-0.5f), t0),
            (x.X5 - x.X3) + ((factor * t0) - t1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Inputs4 Column4(ref float x, nint pitch) => new(
        Vector512.LoadUnsafe(ref x), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, pitch)), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 2 * pitch)), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 3 * pitch)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Inputs6 Column6(ref float x, nint pitch) => new(
        Vector512.LoadUnsafe(ref x), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, pitch)), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 2 * pitch)),
        Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 3 * pitch)), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 4 * pitch)), Vector512.LoadUnsafe(ref Unsafe.Add(ref x, 5 * pitch)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Inputs4 row, ref float v, nint point)
    {
        row.X0.StoreUnsafe(ref v);
        row.X1.StoreUnsafe(ref Unsafe.Add(ref v, point));
        row.X2.StoreUnsafe(ref Unsafe.Add(ref v, 2 * point));
        row.X3.StoreUnsafe(ref Unsafe.Add(ref v, 3 * point));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Inputs6 row, ref float v, nint point)
    {
        row.X0.StoreUnsafe(ref v);
        row.X1.StoreUnsafe(ref Unsafe.Add(ref v, point));
        row.X2.StoreUnsafe(ref Unsafe.Add(ref v, 2 * point));
        row.X3.StoreUnsafe(ref Unsafe.Add(ref v, 3 * point));
        row.X4.StoreUnsafe(ref Unsafe.Add(ref v, 4 * point));
        row.X5.StoreUnsafe(ref Unsafe.Add(ref v, 5 * point));
    }

    /// <summary>A row or a column of a tile of F(2×2, 3×3).</summary>
    private readonly record struct Inputs4(Vector512<float> X0, Vector512<float> X1, Vector512<float> X2, Vector512<float> X3);

    /// <summary>A row or a column of a tile of F(4×4, 3×3).</summary>
    private readonly record struct Inputs6(
        Vector512<float> X0, Vector512<float> X1, Vector512<float> X2, Vector512<float> X3, Vector512<float> X4, Vector512<float> X5);
}
