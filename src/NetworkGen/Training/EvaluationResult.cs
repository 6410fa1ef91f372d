using System.Collections.Generic;

namespace NetworkGen;

/// <summary>How good a network is on some data.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(double loss, ConfusionMatrix? confusion)
    {
        Loss = loss;
        ConfusionMatrix = confusion;
    }

    /// <summary>The mean loss.</summary>
    public double Loss { get; }

    /// <summary>Which classes were taken for which; null where the data has no labels.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; }

    /// <summary>The share of samples that were right; NaN where the data has no labels.</summary>
    public double Accuracy => ConfusionMatrix?.Accuracy ?? double.NaN;

    /// <summary>For each class the share of its samples that were right (its recall; NaN without samples); empty where the data has no labels.</summary>
    public IReadOnlyList<double> PerClassAccuracy => ConfusionMatrix?.PerClassAccuracy ?? [];
}
