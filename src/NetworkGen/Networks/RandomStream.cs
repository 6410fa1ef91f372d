using System;

namespace NetworkGen;

/// <summary>
/// Random numbers by counter: number i of a stream is a pure function of seed, stream and i, the same on every machine, instruction
/// set and thread count, and can be drawn again in any order.
/// </summary>
/// <remarks>
/// A stream is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), whose output i is
/// mix(state + (i + 1)·γ). The state of stream s of a seed is output s of the generator whose state is output 0 of the seed.
/// </remarks>
public readonly struct RandomStream
{
    // The golden ratio's 64 bits: the increment of SplitMix64.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private readonly ulong _state;

    /// <summary>A stream of a seed.</summary>
    /// <param name="seed">Chooses the family of streams.</param>
    /// <param name="stream">Chooses one of them: a parameter, an epoch, a layer.</param>
    public RandomStream(ulong seed, ulong stream) => _state = SplitMix64(SplitMix64(seed, 0), stream);

    /// <summary>Number <paramref name="index"/> of a stream: 32 random bits.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="index">The place in the stream.</param>
    public static uint Hash(ulong seed, ulong stream, ulong index) => new RandomStream(seed, stream).Bits(index);

    /// <summary>32 random bits.</summary>
    /// <param name="index">The place in the stream.</param>
    public uint Bits(ulong index) => (uint)(SplitMix64(_state, index) >> 32);

    /// <summary>A float in [0, 1): one of the 2²⁴ multiples of 2⁻²⁴.</summary>
    /// <param name="index">The place in the stream.</param>
    public float Uniform(ulong index) => (Bits(index) >> 8) * (1f / (1 << 24));

    /// <summary>A whole number in [0, <paramref name="bound"/>); the bias is below bound / 2⁶⁴.</summary>
    /// <param name="index">The place in the stream.</param>
    /// <param name="bound">How many numbers there are, at least 1.</param>
    public int Below(ulong index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(SplitMix64(_state, index), (ulong)bound, out _);
    }

    /// <summary>Shuffles by Fisher and Yates: every order is equally likely.</summary>
    /// <param name="items">What to shuffle.</param>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below((ulong)last, last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Output <paramref name="index"/> (from 0) of SplitMix64 started at <paramref name="state"/>.</summary>
    internal static ulong SplitMix64(ulong state, ulong index)
    {
        unchecked
        {
            ulong z = state + ((index + 1) * Gamma);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
