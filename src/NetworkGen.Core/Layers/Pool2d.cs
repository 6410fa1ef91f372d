using System;
using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>A window that slides over each channel and keeps one number of what it sees.</summary>
public abstract record Pool2d : Layer
{
    /// <summary>Rows and columns of the window.</summary>
    public int KernelSize { get; init; } = 2;

    /// <summary>Positions between windows.</summary>
    public int Stride { get; init; } = 2;

    /// <summary>Positions around the input that count as padding; at most half the kernel, as PyTorch demands.</summary>
    public int Padding { get; init; }

    /// <summary>Whether a last window that reaches beyond the padded input is kept, if it starts within the input or the padding before it.</summary>
    public bool CeilMode { get; init; }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            string size = Numerals.Plain(KernelSize);
            return Kind + " " + size + "×" + size
                + (Stride == KernelSize ? "" : ", stride " + Numerals.Plain(Stride))
                + (Padding == 0 ? "" : ", padding " + Numerals.Plain(Padding))
                + (CeilMode ? ", ceil" : "");
        }
    }

    /// <summary>The window over rows.</summary>
    public Window Vertical(TensorShape input) => Along(input.Height);

    /// <summary>The window over columns.</summary>
    public Window Horizontal(TensorShape input) => Along(input.Width);

    /// <inheritdoc/>
    public sealed override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape input = inputs[0];
        if (!MapShapes.RequireMap(this, input, issues))
        {
            return null;
        }

        if (Padding > KernelSize / 2)
        {
            issues.Report(
                IssueId.ArgumentOutOfRange, "Padding", Kind, "Padding", Numerals.Grouped(Padding),
                "0 to " + Numerals.Grouped(KernelSize / 2) + ", half the kernel: beyond it a window would see padding only");
            return null;
        }

        return MapShapes.Slide(this, input, input.Channels, null, Vertical(input), Horizontal(input), issues);
    }

    /// <inheritdoc/>
    public sealed override FieldStep FieldStep(TensorShape input) => new(Vertical(input), Horizontal(input));

    /// <summary>
    /// With <see cref="CeilMode"/> the padding after the end grows until the window slides as often as PyTorch's does:
    /// <c>pooling_output_shape_pad_lr</c> rounds up, then drops a window that starts beyond the input and the padding before it.
    /// </summary>
    private Window Along(int size)
    {
        var window = new Window(KernelSize, Stride, Padding, Padding, 1);
        if (!CeilMode)
        {
            return window;
        }

        int room = size + (2 * Padding) - KernelSize;
        int outputs = (int)Math.Ceiling((double)room / Stride) + 1;
        if ((outputs - 1L) * Stride >= size + Padding)
        {
            outputs--;
        }

        // A kernel larger than its input may still make one window; where it makes none, the plain window says so.
        long reach = ((outputs - 1L) * Stride) + KernelSize - size - Padding;
        return outputs < 1 ? window : window with { PaddingHigh = (int)Math.Max(Padding, reach) };
    }
}
