using System;

namespace NetworkGen;

/// <summary>How wrong a batch's outputs are, as one number, and where it comes from.</summary>
public abstract class Loss
{
    /// <summary>The mean loss of a batch, in double: sums over many samples keep their digits.</summary>
    /// <param name="outputs">What the network gave, sample after sample.</param>
    /// <param name="targets">What it should give.</param>
    /// <param name="gradient">Gets the derivative with respect to each output: as long as <paramref name="outputs"/>, or empty if not wanted.</param>
    /// <exception cref="ArgumentException">Lengths disagree, a label is out of range, or the targets are of the wrong kind.</exception>
    public abstract double Compute(ReadOnlySpan<float> outputs, Targets targets, Span<float> gradient = default);

    /// <summary>Refuses a gradient that is neither empty nor as long as the outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="gradient">The gradient.</param>
    protected static void CheckGradient(ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        if (!gradient.IsEmpty && gradient.Length != outputs.Length)
        {
            throw new ArgumentException($"{outputs.Length} outputs need as long a gradient, or an empty one; got {gradient.Length}.", nameof(gradient));
        }
    }
}
