using System;
using System.Collections.Generic;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// y = (x − mean) / √(var + eps) · weight + bias per channel. Training: mean and biased variance of the batch, and
/// running = (1 − momentum) · running + momentum · batch, with the unbiased variance. Inference: the running statistics.
/// https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html, https://arxiv.org/abs/1502.03167
/// </summary>
public sealed class BatchNorm : ReferenceLayer
{
    private readonly double _eps;
    private readonly double _momentum;
    private readonly ReferenceTensor? _weight;
    private readonly ReferenceTensor? _bias;
    private readonly ReferenceTensor _runningMean;
    private readonly ReferenceTensor _runningVar;

    public BatchNorm(string name, Feature input, double eps, double momentum, bool affine)
        : base(input, input)
    {
        _eps = eps;
        _momentum = momentum;
        _weight = affine ? new ReferenceTensor(name + ".weight", TensorRole.NormScale, input.Channels) : null;
        _bias = affine ? new ReferenceTensor(name + ".bias", TensorRole.NormShift, input.Channels) : null;
        _runningMean = new ReferenceTensor(name + ".running_mean", TensorRole.NormShift, input.Channels);
        _runningVar = new ReferenceTensor(name + ".running_var", TensorRole.NormScale, input.Channels);
        Parameters = _weight is null || _bias is null ? [] : [_weight, _bias];
        Buffers = [_runningMean, _runningVar];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    public override IReadOnlyList<ReferenceTensor> Buffers { get; }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[x.Length];
        for (int c = 0; c < Input.Channels; c++)
        {
            int[] channel = Indices(c, batchSize);
            (double mean, double variance) = training ? Statistics(x, channel) : (_runningMean.Values[c], _runningVar.Values[c]);
            foreach (int i in channel)
            {
                y[i] = ((x[i] - mean) / Math.Sqrt(variance + _eps) * Weight(c)) + (_bias?.Values[c] ?? 0);
            }

            if (training)
            {
                double unbiased = variance * channel.Length / (channel.Length - 1);
                _runningMean.Values[c] += _momentum * (mean - _runningMean.Values[c]);
                _runningVar.Values[c] += _momentum * (unbiased - _runningVar.Values[c]);
            }
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int c = 0; c < Input.Channels; c++)
        {
            int[] channel = Indices(c, batchSize);
            (double mean, double variance) = Statistics(x, channel);
            double inverse = 1 / Math.Sqrt(variance + _eps);
            double sum = 0;
            double sumNormalized = 0;
            foreach (int i in channel)
            {
                sum += dy[i];
                sumNormalized += dy[i] * (x[i] - mean) * inverse;
            }

            // forward: y = normalized · weight + bias
            if (_weight is not null && _bias is not null)
            {
                _weight.Gradient[c] += sumNormalized;
                _bias.Gradient[c] += sum;
            }

            // forward: normalized = (x − mean(x)) / √(var(x) + eps); mean and variance depend on every x
            foreach (int i in channel)
            {
                double normalized = (x[i] - mean) * inverse;
                dx[i] = Weight(c) * inverse * (dy[i] - ((sum + (normalized * sumNormalized)) / channel.Length));
            }
        }

        return dx;
    }

    private double Weight(int c) => _weight?.Values[c] ?? 1;

    private int[] Indices(int c, int batchSize)
    {
        var indices = new List<int>();
        for (int n = 0; n < batchSize; n++)
        {
            for (int h = 0; h < Input.Height; h++)
            {
                for (int w = 0; w < Input.Width; w++)
                {
                    indices.Add(Input.At(n, c, h, w));
                }
            }
        }

        return [.. indices];
    }

    private static (double Mean, double Variance) Statistics(double[] x, int[] channel)
    {
        double mean = 0;
        foreach (int i in channel)
        {
            mean += x[i] / channel.Length;
        }

        double variance = 0;
        foreach (int i in channel)
        {
            variance += (x[i] - mean) * (x[i] - mean) / channel.Length;
        }

        return (mean, variance);
    }
}
