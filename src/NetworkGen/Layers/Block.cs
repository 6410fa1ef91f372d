namespace NetworkGen;

/// <summary>
/// What differs from one use of a <see cref="BlockAttribute">block</see> to the next, to be written in its layers' arguments. Each may be
/// multiplied by a whole number up to 32 other than 17, 19 and 23, and divided by one up to 16 (or by 32 or 64): <c>4 * Block.Width</c>,
/// <c>Block.In / 2</c>. A division rounds down.
/// </summary>
/// <remarks>
/// The constants stand for numbers that the compiler puts in for each use; their own values mean nothing. They are negative, as no size
/// is, multiples of different primes, so that they can be told apart after a multiplication, and multiples of 2⁶·3²·5·7·11·13, so that a
/// division leaves no remainder.
/// </remarks>
public static class Block
{
    private const int Unit = -64 * 9 * 5 * 7 * 11 * 13;

    /// <summary>The width given to <c>Stage</c> or <c>Use</c>.</summary>
    public const int Width = 17 * Unit;

    /// <summary>The channels that enter the block.</summary>
    public const int In = 19 * Unit;

    /// <summary>The stride given to <c>Stage</c> (in its first repetition; 1 in the others) or to <c>Use</c>.</summary>
    public const int Stride = 23 * Unit;
}
