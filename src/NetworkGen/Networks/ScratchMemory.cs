using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NetworkGen;

/// <summary>Pieces of memory that threads take turns with: one for each that runs at a time. Taking one allocates nothing and never waits.</summary>
/// <param name="pieces">How many threads run at a time.</param>
/// <param name="length">Floats of a piece.</param>
internal sealed class ScratchMemory(int pieces, long length)
{
    private readonly AlignedMemory _memory = new(pieces * length);
    private readonly int[] _taken = new int[pieces];

    /// <summary>No pieces.</summary>
    public static ScratchMemory Empty { get; } = new(0, 0);

    /// <summary>Takes the first piece that is free, which is the one that is most likely in the cache.</summary>
    public int Rent()
    {
        for (int piece = 0; piece < _taken.Length; piece++)
        {
            if (Interlocked.CompareExchange(ref _taken[piece], 1, 0) == 0)
            {
                return piece;
            }
        }

        throw new InvalidOperationException($"More than {_taken.Length} threads run at once; a training pass is for one caller at a time.");
    }

    /// <summary>Gives it back.</summary>
    public void Return(int piece) => Volatile.Write(ref _taken[piece], 0);

    /// <summary>A piece's first float.</summary>
    public ref float Start(int piece) => ref Unsafe.Add(ref _memory.Start, (nint)(piece * length));
}
