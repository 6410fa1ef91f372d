using System.Threading;

namespace NetworkGen;

/// <summary>Arenas of one length: as many as there were calls and cores at the same time, and no more.</summary>
/// <param name="length">Floats of each.</param>
/// <param name="places">How many are kept.</param>
internal sealed class ArenaPool(long length, int places)
{
    private readonly AlignedMemory?[] _idle = new AlignedMemory?[places];
    private int _count;

    /// <summary>Floats of each.</summary>
    public long Length => length;

    /// <summary>How many there are, in use or not.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One that nobody uses, or null.</summary>
    public AlignedMemory? TryRent() => Idle.Rent(_idle);

    /// <summary>A new one.</summary>
    public AlignedMemory New()
    {
        var arena = new AlignedMemory(length);
        Interlocked.Increment(ref _count);
        return arena;
    }

    /// <summary>It may be used by others.</summary>
    public void Return(AlignedMemory arena) => Idle.Return(_idle, arena);

    /// <summary>So many arenas are there; now, not when so many threads first happen to run at the same time: later calls allocate nothing.</summary>
    public void Provide(int arenas)
    {
        while (Count < arenas)
        {
            Return(New());
        }
    }
}
