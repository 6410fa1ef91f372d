using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Where the cores that run an image together must wait for each other: before a call that touches floats which others may still be at, since
/// each core does its share of every call and none knows how far the others are. Calls in order, each as late as it can be, make the fewest waits.
/// </summary>
internal static class Waits
{
    /// <summary>The calls, those that must wait marked.</summary>
    /// <param name="calls">Calls in the order they are made, placed in the arena.</param>
    public static IReadOnlyList<KernelCall> Place(IReadOnlyList<KernelCall> calls)
    {
        KernelCall[] placed = [.. calls];
        var since = new List<KernelCall>();
        for (int first = 0; first < placed.Length;)
        {
            int end = first + 1;
            while (end < placed.Length && placed[first].Strips is { } strips && placed[end].Strips == strips)
            {
                end++;
            }

            if (placed[first].Strips is { IsDivided: true })
            {
                // Some cores go round more often than others: all wait in front of the loop, or not at all.
                if (placed.Skip(first).Take(end - first).Any(call => since.Any(before => Conflict(before, call))))
                {
                    placed[first] = placed[first] with { Waits = true };
                    since.Clear();
                }

                since.AddRange(placed.Skip(first).Take(end - first));
                first = end;
                continue;
            }

            // A loop's first call comes after its last one, too. Its second round finds what the first did not.
            int rounds = placed[first].Strips is null ? 1 : 2;
            for (int round = 0; round < rounds; round++)
            {
                for (int index = first; index < end; index++)
                {
                    if (placed[index].Waits || since.Any(call => Conflict(call, placed[index])))
                    {
                        placed[index] = placed[index] with { Waits = true };
                        since.Clear();
                    }

                    since.Add(placed[index]);
                }
            }

            first = end;
        }

        return placed;
    }

    /// <summary>How often a core waits in all.</summary>
    public static int Count(IEnumerable<KernelCall> calls) => calls.Sum(static call => !call.Waits ? 0 : call.Strips is { IsDivided: false } strips ? strips.Count : 1);

    /// <summary>Whether it matters which of two calls is made first.</summary>
    public static bool Conflict(KernelCall call, KernelCall other)
    {
        // What isn't shared runs on one core, in order, as a strip that a core has for itself does.
        bool isOneCore = (!call.Kernel.IsShared && !other.Kernel.IsShared) || (call.Strips is { IsDivided: true } strips && strips == other.Strips);
        return !isOneCore && Touched(call).Any(touch => Touched(other).Any(next => touch.Meets(next)));
    }

    private static IEnumerable<Touch> Touched(KernelCall call)
    {
        bool isHalo = call.Kernel is RuntimeKernel { Method: Lowering.ClearHalo };
        for (int index = 0; index < call.Operands.Count; index++)
        {
            if (call.Operands[index].Region is { } region)
            {
                yield return new Touch(region, !call.Kernel.OnlyReads(call, index), isHalo);
            }
        }
    }

    /// <summary>What a call does with a tensor.</summary>
    private readonly record struct Touch(Region Region, bool Writes, bool IsHalo)
    {
        public bool Meets(Touch other) => Region.Overlaps(other.Region) && (Writes || other.Writes) && !IsApart(other) && !other.IsApart(this);

        /// <summary>Who writes a map doesn't touch the zeros around it.</summary>
        private bool IsApart(Touch other) => IsHalo && !other.IsHalo && other.Writes && other.Region.Buffer == Region.Buffer;
    }
}
