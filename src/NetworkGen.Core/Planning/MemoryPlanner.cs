using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Planning;

/// <summary>How long a buffer is needed.</summary>
/// <param name="Length">Floats.</param>
/// <param name="First">The first step that touches it.</param>
/// <param name="Last">The last step that touches it.</param>
public readonly record struct Lifetime(long Length, int First, int Last)
{
    /// <summary>Whether both are needed at some step.</summary>
    public bool Overlaps(Lifetime other) => First <= other.Last && other.First <= Last;
}

/// <summary>From lifetimes to offsets: buffers that are never needed together share memory.</summary>
public static class MemoryPlanner
{
    /// <summary>Floats that every offset is a multiple of: a cache line, so that vectors don't straddle two.</summary>
    public const int Alignment = 16;

    /// <summary>
    /// Places the largest buffers first, each at the lowest offset where it meets none that lives at the same time.
    /// Deterministic: equal lifetimes keep their order.
    /// </summary>
    /// <returns>An offset for each lifetime, and the length of the arena.</returns>
    public static (long[] Offsets, long Length) Place(IReadOnlyList<Lifetime> lifetimes)
    {
        long[] offsets = new long[lifetimes.Count];
        long length = 0;

        // Kept in the order of offsets: of hundreds of buffers each meets all that were placed before.
        var placed = new List<int>();
        foreach (int index in Enumerable.Range(0, lifetimes.Count).OrderByDescending(index => lifetimes[index].Length))
        {
            Lifetime lifetime = lifetimes[index];
            long offset = 0;
            foreach (int other in placed.Where(other => lifetimes[other].Overlaps(lifetime)))
            {
                if (offset + lifetime.Length <= offsets[other])
                {
                    break;
                }

                offset = Math.Max(offset, Align(offsets[other] + lifetimes[other].Length));
            }

            offsets[index] = offset;
            placed.Insert(placed.FindLastIndex(other => offsets[other] <= offset) + 1, index);
            length = Math.Max(length, offset + lifetime.Length);
        }

        return (offsets, Align(length));
    }

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
