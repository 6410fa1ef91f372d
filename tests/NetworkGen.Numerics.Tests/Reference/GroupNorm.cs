using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// y = (x − mean) / √(var + eps) · weight + bias with mean and biased variance of each image over each group of channels. GroupNorm has a weight per
/// channel; LayerNorm over the whole image is one group with a weight per value.
/// https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html, https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
/// </summary>
public sealed class GroupNorm : ReferenceLayer
{
    private readonly int _groups;
    private readonly double _eps;
    private readonly ReferenceTensor? _weight;
    private readonly ReferenceTensor? _bias;

    public GroupNorm(string name, Feature input, int groups, double eps, bool affine, bool weightPerValue)
        : base(input, input)
    {
        if (groups < 1 || input.Channels % groups != 0)
        {
            throw new IllegalLayerException($"{groups} groups of {input}");
        }

        _groups = groups;
        _eps = eps;
        int[] shape = weightPerValue && !input.IsVector ? [input.Channels, input.Height, input.Width] : [input.Channels];
        _weight = affine ? new ReferenceTensor(name + ".weight", TensorRole.NormScale, shape) : null;
        _bias = affine ? new ReferenceTensor(name + ".bias", TensorRole.NormShift, shape) : null;
        Parameters = _weight is null || _bias is null ? [] : [_weight, _bias];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    /// <summary>Values that share a mean and a variance.</summary>
    public int Size => Input.Length / _groups;

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[x.Length];
        for (int first = 0; first < x.Length; first += Size)
        {
            (double mean, double inverse) = Statistics(x, first);
            for (int i = first; i < first + Size; i++)
            {
                y[i] = ((x[i] - mean) * inverse * Weight(i)) + (_bias?.Values[At(i)] ?? 0);
            }
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int first = 0; first < x.Length; first += Size)
        {
            (double mean, double inverse) = Statistics(x, first);
            double sum = 0;
            double sumNormalized = 0;
            for (int i = first; i < first + Size; i++)
            {
                double normalized = (x[i] - mean) * inverse;
                sum += dy[i] * Weight(i);
                sumNormalized += dy[i] * Weight(i) * normalized;

                // forward: y = normalized · weight + bias
                if (_weight is not null && _bias is not null)
                {
                    _weight.Gradient[At(i)] += dy[i] * normalized;
                    _bias.Gradient[At(i)] += dy[i];
                }
            }

            // forward: normalized = (x − mean(x)) / √(var(x) + eps); mean and variance depend on every x of the group
            for (int i = first; i < first + Size; i++)
            {
                double normalized = (x[i] - mean) * inverse;
                dx[i] = inverse * ((dy[i] * Weight(i)) - ((sum + (normalized * sumNormalized)) / Size));
            }
        }

        return dx;
    }

    private double Weight(int i) => _weight?.Values[At(i)] ?? 1;

    /// <summary>The weight of a value: its own, or its channel's.</summary>
    private int At(int i) => _weight!.Length == Input.Length ? i % Input.Length : i / (Input.Height * Input.Width) % Input.Channels;

    private (double Mean, double Inverse) Statistics(double[] x, int first)
    {
        double[] group = x[first..(first + Size)];
        double mean = group.Average();
        double variance = group.Average(value => (value - mean) * (value - mean));
        return (mean, 1 / Math.Sqrt(variance + _eps));
    }
}
