using System;
using System.Runtime.InteropServices;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>Floats that begin at a cache line, as those of the runtime do; random, so that nothing is zero or subnormal.</summary>
internal sealed class AlignedFloats
{
    private const int CacheLine = 64;

    private readonly float[] _floats;
    private readonly int _first;

    /// <summary>Values between -1 and 1, the same at every run.</summary>
    public AlignedFloats(long length)
    {
        _floats = GC.AllocateArray<float>(checked((int)length) + (CacheLine / sizeof(float)), pinned: true);
        _first = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_floats, 0) & (CacheLine - 1)) / sizeof(float);
        var random = new Random(1);
        for (int i = 0; i < _floats.Length; i++)
        {
            _floats[i] = (random.NextSingle() * 2) - 1;
        }
    }

    /// <summary>The first float.</summary>
    public ref float Start => ref _floats[_first];
}
