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
/// <param name="Span">Pixels of the image that one output sees (the theoretical, unclipped field) along the paths that see most. A fraction, rounded up in <see cref="Size"/>, only where maps are finer than the image.</param>
/// <param name="ShortestSpan">The same along the path that sees least.</param>
/// <param name="Jump">Pixels between neighbouring outputs; a fraction where the map is finer than the image.</param>
/// <param name="Center">The centre of output 0 in pixels; the first pixel's centre is 0. Fractions are legal and never rounded.</param>
/// <param name="IsGlobal">Whether it sees the whole input whatever its size (global pool, flatten, linear). The spans then keep their last finite values: the feature extractor's.</param>
public readonly record struct AxisField(int Local, double Span, double ShortestSpan, double Jump, double Center, bool IsGlobal)
{
    /// <summary>Far below the least difference of two fields, above what doubles lose.</summary>
    private const double Rounding = 1e-6;

    /// <summary>The field of one input pixel.</summary>
    public static AxisField Pixel { get; } = new(1, 1, 1, 1, 0, false);

    /// <summary>Pixels that one output sees at most. Answers whether the layer can see the object.</summary>
    public int Size => WholePixels(Span);

    /// <summary>Pixels that one output sees along the shortest path. Answers whether a layer is dead weight.</summary>
    public int Smallest => WholePixels(ShortestSpan);

    /// <summary>The first pixel that output 0 sees; negative where it sees padding. (A field of r pixels reaches (r − 1)/2 to either side of its centre.)</summary>
    public double Start => Center - ((Span - 1) / 2.0);

    /// <summary>The padding of the image that would give the same field in one convolution: (r − 1)/2 − c.</summary>
    public double EffectivePadding => -Start;

    /// <summary>Pixels of an image of <paramref name="pixels"/> that <paramref name="outputs"/> neighbouring outputs read together.</summary>
    public int Reach(int outputs, int pixels)
    {
        double end = Start + ((outputs - 1.0) * Jump) + Span;
        return (int)(Math.Min(end, pixels) - Math.Max(Start, 0));
    }

    /// <summary>A field beyond any image stays there; only absurd strides get this far.</summary>
    private static int WholePixels(double span) => (int)Math.Min(Math.Ceiling(span - Rounding), int.MaxValue);
}
