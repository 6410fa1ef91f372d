using System;
using System.Collections.Generic;

namespace NetworkGen;

/// <summary>Counts of samples by the class they are of and the class they were taken for.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    internal ConfusionMatrix(int classCount)
    {
        ClassCount = classCount;
        _counts = new int[classCount * classCount];
    }

    /// <summary>Number of classes: the network's outputs.</summary>
    public int ClassCount { get; }

    /// <summary>Number of samples.</summary>
    public int Total { get; private set; }

    /// <summary>Number of samples that were right.</summary>
    public int Correct { get; private set; }

    /// <summary>The share of samples that were right; NaN without samples.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>For each class the share of its samples that were right (its recall); NaN without samples.</summary>
    public IReadOnlyList<double> PerClassAccuracy
    {
        get
        {
            double[] accuracy = new double[ClassCount];
            for (int actual = 0; actual < ClassCount; actual++)
            {
                int samples = 0;
                for (int predicted = 0; predicted < ClassCount; predicted++)
                {
                    samples += this[actual, predicted];
                }

                accuracy[actual] = (double)this[actual, actual] / samples;
            }

            return accuracy;
        }
    }

    /// <summary>Samples of one class that were taken for another.</summary>
    /// <param name="actual">The class they are of.</param>
    /// <param name="predicted">The class they were taken for.</param>
    public int this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)ClassCount, nameof(actual));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)ClassCount, nameof(predicted));
            return _counts[(actual * ClassCount) + predicted];
        }
    }

    /// <summary>Counts a batch: the largest output is the class a sample was taken for.</summary>
    internal void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int predicted = IndexOfLargest(outputs.Slice(i * ClassCount, ClassCount));
            _counts[(labels[i] * ClassCount) + predicted]++;
            Correct += predicted == labels[i] ? 1 : 0;
        }

        Total += labels.Length;
    }

    // The first one on a tie, as torch.argmax.
    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
