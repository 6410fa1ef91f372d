namespace NetworkGen.Core.ReceptiveFields;

/// <summary>How a layer widens the receptive field, per axis.</summary>
/// <param name="Vertical">Over rows.</param>
/// <param name="Horizontal">Over columns.</param>
/// <param name="IsGlobal">Whether every output sees the whole input (global pool, flatten, linear).</param>
/// <param name="Sampling">What the windows do.</param>
public sealed record FieldStep(Window Vertical, Window Horizontal, bool IsGlobal = false, Sampling Sampling = Sampling.Slide)
{
    /// <summary>A layer that looks at one position: bias, normalization, activation, dropout.</summary>
    public static FieldStep Pointwise { get; } = new(Window.One, Window.One);

    /// <summary>A layer that sees everything.</summary>
    public static FieldStep Global { get; } = new(Window.One, Window.One, IsGlobal: true);

    /// <summary>Whether one output sees more than one position of its input on some axis, but not all of them.</summary>
    public bool IsSpatial => !IsGlobal && (Local(Vertical) > 1 || Local(Horizontal) > 1);

    /// <summary>Positions of the input that one output sees, from the first to the last; the most that any output does.</summary>
    public int Local(Window window) => Sampling switch
    {
        Sampling.Nearest => 1,
        Sampling.Bilinear => 2,
        Sampling.Transposed => TransposedLocal(window),
        _ => window.Extent,
    };

    /// <summary>Positions of the input between two neighbouring outputs.</summary>
    public double Step(Window window) => Sampling is Sampling.Slide or Sampling.Bins ? window.Stride : 1.0 / window.Stride;

    /// <summary>From the centre of input position 0 to that of output 0, in input positions.</summary>
    public double Shift(Window window) => Sampling switch
    {
        Sampling.Nearest or Sampling.Bilinear => ((1.0 / window.Stride) - 1) / 2,
        Sampling.Transposed => (window.PaddingLow - ((window.Extent - 1) / 2.0)) / window.Stride,
        _ => ((window.Extent - 1) / 2.0) - window.PaddingLow,
    };

    /// <summary>
    /// ⌈kernel/stride⌉ without dilation. With it, output o meets position i by tap r where i·stride = o + padding − r·dilation: the taps of one
    /// output lie stride/g apart, its positions dilation/g, with g the greatest common divisor of the two.
    /// </summary>
    private static int TransposedLocal(Window window)
    {
        int common = GreatestCommonDivisor(window.Stride, window.Dilation);
        return ((window.Kernel - 1) / (window.Stride / common) * (window.Dilation / common)) + 1;
    }

    internal static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

/// <summary>What a layer's windows do to positions.</summary>
public enum Sampling
{
    /// <summary>They slide over the input, stride positions at a time.</summary>
    Slide,

    /// <summary>Each input position is repeated stride times.</summary>
    Nearest,

    /// <summary>Stride outputs per input position, each a mixture of the two nearest ones.</summary>
    Bilinear,

    /// <summary>Each input position is spread over a window of the output, stride positions apart.</summary>
    Transposed,

    /// <summary>Bin i of m spans ⌊i·n/m⌋ to ⌈(i+1)·n/m⌉ of n positions; the window is the widest bin, at the whole part of the distance between them.</summary>
    Bins,
}

/// <summary>A sliding window along one axis.</summary>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions between windows; for what makes a map larger, outputs per position.</param>
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
