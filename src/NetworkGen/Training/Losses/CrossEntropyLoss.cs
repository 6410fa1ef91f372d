using System;

namespace NetworkGen;

/// <summary>
/// -log softmax(logits)[label], the mean over the batch. Takes logits: a network trained with it ends without softmax.
/// The gradient is (softmax(logits) - onehot(label)) / n.
/// </summary>
/// <remarks>
/// By log-sum-exp, so large logits neither overflow nor lose digits. Source: PyTorch, <c>torch.nn.CrossEntropyLoss</c>.
/// </remarks>
public sealed class CrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override double Compute(ReadOnlySpan<float> outputs, Targets targets, Span<float> gradient = default)
    {
        ReadOnlySpan<int> labels = targets.Labels;
        CheckGradient(outputs, gradient);
        if (labels.IsEmpty || outputs.Length % labels.Length != 0 || outputs.IsEmpty)
        {
            throw new ArgumentException(
                targets.Values.IsEmpty
                    ? $"{outputs.Length} logits for {labels.Length} labels: expected the same number of classes, at least one, for each label."
                    : "Cross-entropy needs class labels, got target values. For values take MeanSquaredErrorLoss.",
                nameof(targets));
        }

        int classes = outputs.Length / labels.Length;
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int label = labels[i];
            if ((uint)label >= (uint)classes)
            {
                throw new ArgumentException($"Label {label} of sample {i}: the outputs have {classes} classes, 0 to {classes - 1}.", nameof(targets));
            }

            ReadOnlySpan<float> logits = outputs.Slice(i * classes, classes);
            double logSumExp = LogSumExp(logits);
            sum += logSumExp - logits[label];
            if (!gradient.IsEmpty)
            {
                // d/dz (logsumexp(z) - z[label]) = exp(z - logsumexp(z)) - onehot(label)
                Span<float> derivative = gradient.Slice(i * classes, classes);
                for (int c = 0; c < classes; c++)
                {
                    derivative[c] = (float)((Math.Exp(logits[c] - logSumExp) - (c == label ? 1 : 0)) / labels.Length);
                }
            }
        }

        return sum / labels.Length;
    }

    private static double LogSumExp(ReadOnlySpan<float> logits)
    {
        float largest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = float.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp((double)logit - largest);
        }

        return largest + Math.Log(sum);
    }
}
