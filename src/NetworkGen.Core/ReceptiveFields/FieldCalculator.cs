using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// The arithmetic of receptive fields, exact and per axis:
/// <c>r_out = r_in + (ke − 1)·j_in</c>, <c>j_out = j_in·s</c>, <c>c_out = c_in + ((ke − 1)/2 − p)·j_in</c>, with ke = d·(k − 1) + 1.
/// Upsampling by f adds nothing (nearest) or one jump (bilinear), a transposed convolution ⌈k/s⌉ − 1 jumps; both divide the jump.
/// A pool counts as a convolution with its kernel. The course's shorthand, a 2×2 pool doubles the field, is off by a few pixels.
/// </summary>
public static class FieldCalculator
{
    /// <summary>Pixels beyond any image: only absurd strides get this far, and stay there.</summary>
    private const double Beyond = 1e12;

    /// <summary>The field behind a layer.</summary>
    /// <param name="field">The field of the layer's input.</param>
    /// <param name="step">The layer's windows.</param>
    /// <param name="input">The shape that arrives.</param>
    public static ReceptiveField Through(ReceptiveField field, FieldStep step, TensorShape input) => new(
        Through(field.Vertical, step, step.Vertical, input.Height),
        Through(field.Horizontal, step, step.Horizontal, input.Width));

    /// <summary>What one value sees that several tensors make together: the hull of their fields, and the least of their shortest paths.</summary>
    public static ReceptiveField Join(IEnumerable<ReceptiveField> fields)
    {
        ReceptiveField[] all = [.. fields];
        return all.Length == 1 ? all[0] : new(
            Join([.. all.Select(static field => field.Vertical)]),
            Join([.. all.Select(static field => field.Horizontal)]));
    }

    private static AxisField Through(AxisField field, FieldStep step, Window window, int size)
    {
        // A layer that sees every position sees no more than before where there is only one.
        if (step.IsGlobal)
        {
            return field with { Local = size, IsGlobal = field.IsGlobal || size > 1 };
        }

        // A one-position axis behind a global layer: the features' field stands.
        int local = step.Local(window);
        if (field.IsGlobal)
        {
            return field with { Local = local };
        }

        double added = (local - 1) * field.Jump;
        return new AxisField(
            local,
            Math.Min(field.Span + added, Beyond),
            Math.Min(field.ShortestSpan + added, Beyond),
            Math.Min(field.Jump * step.Step(window), Beyond),
            field.Center + (step.Shift(window) * field.Jump),
            IsGlobal: false);
    }

    /// <summary>A gate that sees everything scales features that don't: where the two meet, the features' field stands.</summary>
    private static AxisField Join(IReadOnlyList<AxisField> fields)
    {
        AxisField[] finite = [.. fields.Where(static field => !field.IsGlobal)];
        AxisField[] seeing = finite.Length > 0 ? finite : [.. fields];
        double start = seeing.Min(static field => field.Start);
        double end = seeing.Max(static field => field.Start + field.Span);
        return new AxisField(
            1, end - start, seeing.Min(static field => field.ShortestSpan), seeing.Max(static field => field.Jump), start + ((end - start - 1) / 2), finite.Length == 0);
    }
}
