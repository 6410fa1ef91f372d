using System;

namespace NetworkGen;

/// <summary>(output - target)², the mean over all values of the batch. The gradient is 2·(output - target) / count.</summary>
/// <remarks>Source: PyTorch, <c>torch.nn.MSELoss</c>.</remarks>
public sealed class MeanSquaredErrorLoss : Loss
{
    /// <inheritdoc/>
    public override double Compute(ReadOnlySpan<float> outputs, Targets targets, Span<float> gradient = default)
    {
        ReadOnlySpan<float> values = targets.Values;
        CheckGradient(outputs, gradient);
        if (values.Length != outputs.Length || outputs.IsEmpty)
        {
            throw new ArgumentException(
                targets.Labels.IsEmpty
                    ? $"{outputs.Length} outputs need as many target values, at least one; got {values.Length}."
                    : "The mean squared error needs target values, got class labels. For labels take CrossEntropyLoss.",
                nameof(targets));
        }

        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = (double)outputs[i] - values[i];
            sum += difference * difference;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(2 * difference / outputs.Length);
            }
        }

        return sum / outputs.Length;
    }
}
