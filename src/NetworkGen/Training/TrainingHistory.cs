using System.Collections.Generic;

namespace NetworkGen;

/// <summary>What each epoch of a training gave.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory(EpochResult[] epochs) => Epochs = epochs;

    /// <summary>The epochs in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }
}

/// <summary>One epoch of a <see cref="TrainingHistory"/>.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">The mean loss over the training data, while it was learnt from.</param>
/// <param name="Accuracy">The share of training samples that were right, likewise; NaN where the data has no labels.</param>
/// <param name="ValidationLoss">The mean loss over the validation data, after the epoch; NaN without.</param>
/// <param name="ValidationAccuracy">The share of validation samples that were right; NaN without.</param>
/// <param name="Seconds">How long it took, validation included.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double Seconds);
