using System;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>How many zeros a convolution reads around its input: a number per side, or as many as keep the size.</summary>
/// <param name="IsSame">Whether outputs = ⌈inputs / stride⌉; an odd number of zeros puts the extra one after the end, as PyTorch and TensorFlow do.</param>
/// <param name="Amount">Zeros per side otherwise.</param>
public readonly record struct Padding(bool IsSame, int Amount)
{
    /// <summary>What <c>Pad.Same</c> is as an argument. A number that nobody writes by mistake: -1 stays out of range.</summary>
    public const int SameMarker = int.MinValue;

    /// <summary>As many zeros as keep the size.</summary>
    public static Padding Same { get; } = new(true, 0);

    /// <summary>The same number of zeros on every side.</summary>
    public static Padding Of(int amount) => new(false, amount);

    /// <summary>The window that slides along <paramref name="size"/> positions.</summary>
    public Window Window(int kernel, int stride, int dilation, int size)
    {
        var window = new Window(kernel, stride, Amount, Amount, dilation);
        if (!IsSame)
        {
            return window;
        }

        long outputs = ((long)size + stride - 1) / stride;
        int total = (int)Math.Max(((outputs - 1) * stride) + window.Extent - size, 0);
        return window with { PaddingLow = total / 2, PaddingHigh = total - (total / 2) };
    }

    /// <summary><c>same</c>, or the number.</summary>
    public override string ToString() => IsSame ? "same" : Numerals.Plain(Amount);
}
