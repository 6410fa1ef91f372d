using System;

namespace NetworkGen;

/// <summary>
/// Makes a partial class a network: its layers follow as attributes, its code is generated while it is written.
/// </summary>
/// <param name="channels">Channels of the input image: 1 for grey, 3 for colour.</param>
/// <param name="height">Rows of the input image.</param>
/// <param name="width">Columns of the input image.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute(int channels, int height, int width) : Attribute
{
    /// <summary>Channels of the input image.</summary>
    public int Channels { get; } = channels;

    /// <summary>Rows of the input image.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of the input image.</summary>
    public int Width { get; } = width;

    /// <summary>
    /// Side, in pixels, of the largest object that the receptive field must cover. Left out: the whole image.
    /// </summary>
    public int ObjectSize { get; set; }

    /// <summary>Whether 3×3 convolutions may be computed by Winograd's minimal filtering. Default <see cref="NetworkGen.Winograd.Auto"/>: where it is faster.</summary>
    public Winograd Winograd { get; set; }
}
