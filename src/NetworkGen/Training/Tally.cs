using System;

namespace NetworkGen;

/// <summary>Adds up the loss and the hits of a pass over data.</summary>
internal sealed class Tally(int outputLength, bool hasLabels)
{
    private double _loss;
    private int _samples;

    /// <summary>Classes against classes; null without labels.</summary>
    public ConfusionMatrix? Confusion { get; } = hasLabels ? new ConfusionMatrix(outputLength) : null;

    /// <summary>The mean loss so far; batches count by their samples.</summary>
    public double Loss => _loss / _samples;

    /// <summary>The share that was right so far; NaN without labels.</summary>
    public double Accuracy => Confusion?.Accuracy ?? double.NaN;

    /// <summary>Counts a batch.</summary>
    public void Add(Batch batch, ReadOnlySpan<float> outputs, double loss)
    {
        _loss += loss * batch.Count;
        _samples += batch.Count;
        Confusion?.Add(outputs, batch.Labels);
    }
}
