using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetworkGen;

/// <summary>
/// Reads and writes spans a vector at a time, ragged ends included, so that an elementwise loop is written once. Multiplications,
/// additions, divisions and roots of vectors round like those of single floats: the bits don't depend on the width.
/// </summary>
internal static class Lanes
{
    // float.MinNormal: anything smaller is denormal, and slow on many processors.
    private const float Smallest = 1.17549435E-38f;

    /// <summary>The values from <paramref name="start"/>; zeros after the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ReadOnlySpan<float> values, int start) =>
        values.Length - start >= Vector<float>.Count ? new Vector<float>(values[start..]) : LoadEnd(values, start);

    /// <summary>Writes from <paramref name="start"/>, nothing after the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, Span<float> values, int start)
    {
        if (values.Length - start >= Vector<float>.Count)
        {
            vector.CopyTo(values[start..]);
        }
        else
        {
            StoreEnd(vector, values, start);
        }
    }

    /// <summary>Denormals become 0: decaying state would get stuck in them, where arithmetic is slow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Flush(Vector<float> value) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(value), new Vector<float>(Smallest)), Vector<float>.Zero, value);

    private static Vector<float> LoadEnd(ReadOnlySpan<float> values, int start)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        values[int.Min(start, values.Length)..].CopyTo(lanes);
        return new Vector<float>(lanes);
    }

    private static void StoreEnd(Vector<float> vector, Span<float> values, int start)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        vector.CopyTo(lanes);
        Span<float> end = values[int.Min(start, values.Length)..];
        lanes[..end.Length].CopyTo(end);
    }
}
