using System;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// The arithmetic of receptive fields, exact and per axis:
/// <c>r_out = r_in + (ke − 1)·j_in</c>, <c>j_out = j_in·s</c>, <c>c_out = c_in + ((ke − 1)/2 − p)·j_in</c>, with ke = d·(k − 1) + 1.
/// A pool counts as a convolution with its kernel. The course's shorthand, a 2×2 pool doubles the field, is off by a few pixels.
/// </summary>
public static class FieldCalculator
{
    /// <summary>The field behind a layer.</summary>
    /// <param name="field">The field of the layer's input.</param>
    /// <param name="step">The layer's windows.</param>
    /// <param name="input">The shape that arrives.</param>
    public static ReceptiveField Through(ReceptiveField field, FieldStep step, TensorShape input) => new(
        Through(field.Vertical, step.Vertical, step.IsGlobal, input.Height),
        Through(field.Horizontal, step.Horizontal, step.IsGlobal, input.Width));

    private static AxisField Through(AxisField field, Window window, bool isGlobal, int size)
    {
        // A layer that sees every position sees no more than before where there is only one.
        if (isGlobal)
        {
            return field with { Local = size, IsGlobal = field.IsGlobal || size > 1 };
        }

        // A one-position axis behind a global layer: the features' field stands.
        if (field.IsGlobal)
        {
            return field with { Local = window.Extent };
        }

        return new AxisField(
            window.Extent,
            Saturate(field.Size + ((window.Extent - 1L) * field.Jump)),
            Saturate((long)field.Jump * window.Stride),
            field.Center + ((((window.Extent - 1) / 2.0) - window.PaddingLow) * field.Jump),
            IsGlobal: false);
    }

    /// <summary>A field beyond any image stays there; only absurd strides get this far.</summary>
    private static int Saturate(long pixels) => (int)Math.Min(pixels, int.MaxValue);
}
