namespace NetworkGen.Core.ReceptiveFields;

/// <summary>How a layer widens the receptive field, per axis.</summary>
/// <param name="Vertical">Over rows.</param>
/// <param name="Horizontal">Over columns.</param>
/// <param name="IsGlobal">Whether every output sees the whole input (global pool, flatten, linear).</param>
public sealed record FieldStep(Window Vertical, Window Horizontal, bool IsGlobal = false)
{
    /// <summary>A layer that looks at one position: bias, normalization, activation, dropout.</summary>
    public static FieldStep Pointwise { get; } = new(Window.One, Window.One);

    /// <summary>A layer that sees everything.</summary>
    public static FieldStep Global { get; } = new(Window.One, Window.One, IsGlobal: true);
}

/// <summary>A sliding window along one axis.</summary>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions between windows.</param>
/// <param name="PaddingLow">Zeros before the first position.</param>
/// <param name="PaddingHigh">Zeros after the last.</param>
/// <param name="Dilation">Positions between taps.</param>
public readonly record struct Window(int Kernel, int Stride, int PaddingLow, int PaddingHigh, int Dilation)
{
    /// <summary>One position to one position.</summary>
    public static Window One { get; } = new(1, 1, 0, 0, 1);

    /// <summary>The kernel with its gaps: dilation·(kernel−1)+1.</summary>
    public int Extent => (Dilation * (Kernel - 1)) + 1;

    /// <summary>Outputs along an axis of <paramref name="size"/> positions; below 1 where the window doesn't fit.</summary>
    public int Outputs(int size)
    {
        int room = size + PaddingLow + PaddingHigh - Extent;
        return room < 0 ? 0 : (room / Stride) + 1;
    }
}
