using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetworkGen.Layout;

/// <summary>Two vectors of one number per channel that each image of a batch has at the same place in its memory.</summary>
internal readonly ref struct PerImage
{
    private readonly ref float _first;
    private readonly nint _distance;
    private readonly int _length;

    /// <summary>Says where they are.</summary>
    /// <param name="first">The first vector of the first image; the second one lies behind it.</param>
    /// <param name="distance">Floats from one image to the next.</param>
    /// <param name="images">How many images.</param>
    /// <param name="length">Floats of a vector.</param>
    public PerImage(ref float first, nint distance, int images, int length)
    {
        _first = ref first;
        _distance = distance;
        Images = images;
        _length = length;
    }

    /// <summary>How many images.</summary>
    public int Images { get; }

    /// <summary>One of an image's vectors, 0 or 1.</summary>
    public ReadOnlySpan<float> this[int image, int vector] =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _first, (image * _distance) + (vector * _length)), _length);
}
