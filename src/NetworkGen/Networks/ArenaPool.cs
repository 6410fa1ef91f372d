using System;
using System.Threading;

namespace NetworkGen;

/// <summary>Arenas of one length: as many as there were calls and cores at the same time, and no more.</summary>
/// <param name="length">Floats of each.</param>
internal sealed class ArenaPool(long length)
{
    private readonly AlignedMemory?[] _idle = new AlignedMemory?[2 * Environment.ProcessorCount];
    private int _count;

    /// <summary>One that nobody uses, or a new one.</summary>
    public AlignedMemory Rent() => Idle.Rent(_idle) ?? New();

    /// <summary>It may be used by others.</summary>
    public void Return(AlignedMemory arena) => Idle.Return(_idle, arena);

    /// <summary>So many arenas are there; now, not when so many threads first happen to run at the same time: later calls allocate nothing.</summary>
    public void Provide(int arenas)
    {
        while (Volatile.Read(ref _count) < arenas)
        {
            Return(New());
        }
    }

    private AlignedMemory New()
    {
        var arena = new AlignedMemory(length);
        Interlocked.Increment(ref _count);
        return arena;
    }
}
