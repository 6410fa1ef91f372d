using System;

namespace NetworkGen;

/// <summary>A forward and backward pass in training mode: batch statistics, dropout; gradients add up until zeroed.</summary>
public abstract class TrainingPass : IDisposable
{
    /// <summary>The most images it takes at once.</summary>
    public abstract int BatchSize { get; }

    /// <summary>
    /// Chooses the dropout masks: they are a function of this seed and the number of <see cref="Forward"/> calls on this pass, so a
    /// fresh pass with the same seed draws the same masks in the same order. Default 0.
    /// </summary>
    public ulong Seed { get; set; }

    /// <summary>Gradients of all parameters: same order and length as <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public abstract Span<float> Gradients { get; }

    /// <summary>The gradient with respect to the last images.</summary>
    public abstract ReadOnlySpan<float> InputGradient { get; }

    /// <summary>Runs n ≤ <see cref="BatchSize"/> images; the outputs stay valid until the next call.</summary>
    /// <param name="images">n × InputLength floats.</param>
    public abstract ReadOnlySpan<float> Forward(ReadOnlySpan<float> images);

    /// <summary>Adds the parameters' gradients of the last images to <see cref="Gradients"/>.</summary>
    /// <param name="outputGradient">n × OutputLength floats: the loss's derivative with respect to the outputs.</param>
    public abstract void Backward(ReadOnlySpan<float> outputGradient);

    /// <summary>Sets all gradients to zero.</summary>
    public abstract void ZeroGradients();

    /// <summary>Lets go of the memory; every other call then throws an <see cref="ObjectDisposedException"/>.</summary>
    public abstract void Dispose();
}
