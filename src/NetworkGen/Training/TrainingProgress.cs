namespace NetworkGen;

/// <summary>Where a training is, after each batch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Batch">Batches done in this epoch, from 1.</param>
/// <param name="Batches">Batches in an epoch.</param>
/// <param name="Loss">The mean loss of this epoch so far.</param>
/// <param name="Accuracy">The share of samples of this epoch that were right so far; NaN where the data has no labels.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Batch, int Batches, double Loss, double Accuracy);
