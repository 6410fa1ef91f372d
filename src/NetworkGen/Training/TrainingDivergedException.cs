using System;

namespace NetworkGen;

/// <summary>A batch's loss was NaN or infinite; the parameters are those before it (running statistics have seen it).</summary>
/// <param name="epoch">The epoch, from 1.</param>
/// <param name="batch">The batch in it, from 1.</param>
/// <param name="loss">The loss.</param>
public sealed class TrainingDivergedException(int epoch, int batch, double loss)
    : Exception(FormattableString.Invariant($"The loss is {loss} in epoch {epoch}, batch {batch}. Look for NaN in the data, rescale the input, or lower the learning rate."))
{
    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The batch in it, from 1.</summary>
    public int Batch { get; } = batch;

    /// <summary>The loss.</summary>
    public double Loss { get; } = loss;
}
