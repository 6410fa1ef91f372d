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
}
