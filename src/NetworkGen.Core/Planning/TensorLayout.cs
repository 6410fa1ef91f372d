using System;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>Zeros around a map, kept in memory so that no kernel needs an edge case.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Right">Columns after.</param>
public readonly record struct Halo(int Top, int Bottom, int Left, int Right)
{
    /// <summary>No zeros.</summary>
    public static Halo None => default;

    /// <summary>Enough for both.</summary>
    public Halo Union(Halo other) => new(
        Math.Max(Top, other.Top), Math.Max(Bottom, other.Bottom), Math.Max(Left, other.Left), Math.Max(Right, other.Right));
}

/// <summary>
/// How a tensor of one image lies in memory: channels in blocks, <c>[channels / block][height + halo][width + halo][block]</c>.
/// A block of 16 is one 512-bit vector; a block of 1 is planes, for images of few channels.
/// </summary>
/// <param name="Channels">Real channels; the last block is filled up with channels that no result depends on.</param>
/// <param name="Height">Rows without the halo.</param>
/// <param name="Width">Columns without the halo.</param>
/// <param name="Block">16 or 1.</param>
/// <param name="Halo">Zeros around it.</param>
public sealed record TensorLayout(int Channels, int Height, int Width, int Block, Halo Halo)
{
    /// <summary>Channels of a full block.</summary>
    public const int FullBlock = 16;

    /// <summary>The layout of a shape in blocks of 16.</summary>
    public static TensorLayout Blocked(TensorShape shape, Halo halo) => new(shape.Channels, shape.Height, shape.Width, FullBlock, halo);

    /// <summary>Blocks of channels.</summary>
    public int Blocks => (Channels + Block - 1) / Block;

    /// <summary>Floats from one row to the next.</summary>
    public long Pitch => (long)(Width + Halo.Left + Halo.Right) * Block;

    /// <summary>Floats from one block to the next.</summary>
    public long Plane => (Height + Halo.Top + Halo.Bottom) * Pitch;

    /// <summary>Whether the values of a block stand one behind the other, rows too.</summary>
    public bool IsGapless => Block == FullBlock && Halo == Halo.None;

    /// <summary>Where the first real value stands.</summary>
    public long Origin => (Halo.Top * Pitch) + (Halo.Left * Block);

    /// <summary>Floats in all, rounded up to a full vector.</summary>
    public long Length => ((Blocks * Plane) + FullBlock - 1) / FullBlock * FullBlock;
}
