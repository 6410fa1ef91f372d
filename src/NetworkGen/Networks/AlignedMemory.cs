using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>Zeroed floats that begin at a cache line and never move.</summary>
internal sealed class AlignedMemory
{
    private const int CacheLine = 64;

    private readonly float[] _floats;
    private readonly int _first;

    /// <summary>Allocates <paramref name="length"/> floats.</summary>
    /// <exception cref="OutOfMemoryException">That is more than one array holds.</exception>
    public unsafe AlignedMemory(long length)
    {
        const int Spare = CacheLine / sizeof(float);
        if (length > Array.MaxLength - Spare)
        {
            throw new OutOfMemoryException($"{length} floats are needed in one piece; at most {Array.MaxLength - Spare} can be had.");
        }

        Length = (int)length;
        _floats = GC.AllocateArray<float>((int)length + Spare, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_floats));
        LargePages.Ask(address, _floats.LongLength * sizeof(float));
        _first = (int)(((-address) & (CacheLine - 1)) / sizeof(float));
    }

    /// <summary>No floats.</summary>
    public static AlignedMemory Empty { get; } = new(0);

    /// <summary>Floats.</summary>
    public int Length { get; }

    /// <summary>The first float, at a multiple of 64 bytes.</summary>
    public ref float Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_floats), _first);

    /// <summary>All floats.</summary>
    public Span<float> Span => _floats.AsSpan(_first, Length);
}
