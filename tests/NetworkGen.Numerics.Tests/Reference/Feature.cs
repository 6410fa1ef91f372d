using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>What flows between layers: the shape of one image, and whether it was flattened (a map of 1×1 is still a map).</summary>
public readonly record struct Feature(CaseShape Shape, bool IsVector)
{
    public int Channels => Shape.Channels;

    public int Height => Shape.Height;

    public int Width => Shape.Width;

    public int Length => Shape.Length;

    /// <summary>Where a value of image n stands in a batch: NCHW.</summary>
    public int At(int n, int c, int h, int w) => (((((n * Channels) + c) * Height) + h) * Width) + w;

    /// <summary>A map with other dimensions.</summary>
    public static Feature Map(int channels, int height, int width) => new(new CaseShape(channels, height, width), false);

    /// <summary>A vector.</summary>
    public static Feature Vector(int length) => new(new CaseShape(length, 1, 1), true);
}
