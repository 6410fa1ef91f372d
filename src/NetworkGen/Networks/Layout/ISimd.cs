using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>
/// A vector of some width, so that a kernel whose text doesn't depend on it is emitted once. The JIT compiles it for each width by itself, and
/// nothing of the interface is left. For generated code.
/// </summary>
/// <typeparam name="TSelf">The width: <see cref="Simd512"/>, <see cref="Simd256"/>, <see cref="Simd128"/> or <see cref="SimdScalar"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>Floats per vector.</summary>
    public static abstract int Count { get; }

    /// <summary>All lanes zero.</summary>
    public static abstract TSelf Zero { get; }

    /// <summary>The same value in all lanes.</summary>
    public static abstract TSelf Create(float value);

    /// <summary>One float of memory that doesn't move, in all lanes.</summary>
    public static abstract TSelf Splat(ref float source);

    /// <summary>The vector at a reference.</summary>
    public static abstract TSelf Load(ref float source);

    /// <summary>Stores the vector at a reference.</summary>
    public void Store(ref float target);

    /// <summary>a + b.</summary>
    public static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>a − b.</summary>
    public static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>a · b.</summary>
    public static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>a / b.</summary>
    public static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>−a.</summary>
    public static abstract TSelf operator -(TSelf value);

    /// <summary>a · b + c with one rounding where the hardware has it (512 and 256 bits always; 128 bits on ARM).</summary>
    public static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The larger of a bound and a value in one instruction; a NaN value comes through.</summary>
    public static abstract TSelf Max(TSelf bound, TSelf value);

    /// <summary>The smaller of a bound and a value in one instruction; a NaN value comes through.</summary>
    public static abstract TSelf Min(TSelf bound, TSelf value);

    /// <summary>
    /// The larger of two values; a NaN on either side comes through. Where processors give the second operand if either is NaN, one of both orders has
    /// it, and so have the bits of both together; of zeros with two signs these make the negative one.
    /// </summary>
    public static abstract TSelf MaxOrNaN(TSelf left, TSelf right);

    /// <summary>e to the power of a value.</summary>
    public static abstract TSelf Exp(TSelf value);

    /// <summary>A condition for <see cref="Select"/>: a &gt; b.</summary>
    public static abstract TSelf Greater(TSelf left, TSelf right);

    /// <summary>A condition for <see cref="Select"/>: a = b.</summary>
    public static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Lane by lane, one of two values.</summary>
    public static abstract TSelf Select(TSelf condition, TSelf whenTrue, TSelf whenFalse);
}
