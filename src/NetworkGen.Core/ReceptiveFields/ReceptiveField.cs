using System;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>What one output value of a layer sees of the image, per axis.</summary>
public sealed record ReceptiveField(AxisField Vertical, AxisField Horizontal)
{
    /// <summary>The field of the input itself: one pixel.</summary>
    public static ReceptiveField Pixel { get; } = new(AxisField.Pixel, AxisField.Pixel);
}

/// <summary>One axis of a receptive field.</summary>
/// <param name="Local">The layer's own (dilated) kernel: what it sees of its input.</param>
/// <param name="Size">Pixels of the image that one output sees (the theoretical, unclipped field).</param>
/// <param name="Jump">Pixels between neighbouring outputs.</param>
/// <param name="Center">The centre of output 0 in pixels; the first pixel's centre is 0. Halves are legal and never rounded.</param>
/// <param name="IsGlobal">Whether it sees the whole input whatever its size (global pool, flatten, linear). <paramref name="Size"/> then keeps the last finite value: the feature extractor's.</param>
public readonly record struct AxisField(int Local, int Size, int Jump, double Center, bool IsGlobal)
{
    /// <summary>The field of one input pixel.</summary>
    public static AxisField Pixel { get; } = new(1, 1, 1, 0, false);

    /// <summary>The first pixel that output 0 sees; negative where it sees padding. (A field of r pixels reaches (r − 1)/2 to either side of its centre.)</summary>
    public double Start => Center - ((Size - 1) / 2.0);

    /// <summary>The padding of the image that would give the same field in one convolution: (r − 1)/2 − c.</summary>
    public double EffectivePadding => -Start;

    /// <summary>Pixels of an image of <paramref name="pixels"/> that <paramref name="outputs"/> neighbouring outputs read together.</summary>
    public int Reach(int outputs, int pixels)
    {
        double end = Start + ((outputs - 1.0) * Jump) + Size;
        return (int)(Math.Min(end, pixels) - Math.Max(Start, 0));
    }
}
