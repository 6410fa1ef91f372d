using System;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Counts the bytes that calls allocate once they are warm.</summary>
internal static class Allocation
{
    private const int WarmUp = 10;
    private const int Calls = 100;
    private const int Attempts = 5;

    /// <summary>
    /// Bytes that 100 calls allocate on this thread, the least of a few attempts. A call that allocates does so in every attempt. Beside
    /// other tests, which compile and load assemblies, a single attempt has shown some 5 KiB; in a process of its own, with the pool
    /// contested or not, none ever did. Where they come from is not known.
    /// </summary>
    public static long OfWarmCalls(Action call)
    {
        Repeat(call, WarmUp);
        return Enumerable.Range(0, Attempts).Min(_ => Count(call));
    }

    private static long Count(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, Calls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Action call, int times)
    {
        for (int i = 0; i < times; i++)
        {
            call();
        }
    }
}
