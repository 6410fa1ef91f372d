using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetworkGen.Layout;

/// <summary>Short words for what generated code says often; it imports them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class References
{
    /// <summary>The lower bound of a store that has none.</summary>
    public const float Unbounded = float.NegativeInfinity;

    /// <summary>Compiled once, in full: a kernel that ran unoptimized at first would be slower than all the time that saves.</summary>
    public const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization;

    /// <summary>No map.</summary>
    public static ref float Nowhere => ref Unsafe.NullRef<float>();

    /// <summary>The float so many floats behind another.</summary>
    /// <param name="start">The other.</param>
    /// <param name="offset">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float start, nint offset) => ref Unsafe.Add(ref start, offset);

    /// <summary>What a column's place in memory is behind by, where rows have a gap between them: nothing before the gap. Without a branch, as that would be foretold badly.</summary>
    /// <param name="columns">Columns until the gap; 0 or less behind it.</param>
    /// <param name="gap">Its floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Behind(nint columns, nint gap) => gap & ((columns - 1) >> (IntPtr.Size * 8 - 1));

    /// <summary>Lane by lane the larger of two values; a NaN on either side comes through, as <see cref="ISimd{TSelf}.MaxOrNaN"/> does it.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxOrNaN(Vector512<float> left, Vector512<float> right) => Vector512.MaxNative(left, right) | Vector512.MaxNative(right, left);

    /// <summary>Asks for the cache line of a float to be brought into the second-level cache; the line need not exist. Nothing happens where .NET has no such instruction.</summary>
    /// <param name="value">The float.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(ref float value)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref value));
        }
    }

    /// <summary>Asks for the cache line of a float to be brought into the first-level cache; the line need not exist. Nothing happens where .NET has no such instruction.</summary>
    /// <param name="value">The float.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void FetchNear(ref float value)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
