using System.Collections.Generic;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y[n,o] = bias[o] + Σ_i weight[o,i] · x[n,i]. https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html</summary>
public sealed class Linear : ReferenceLayer
{
    private readonly ReferenceTensor _weight;
    private readonly ReferenceTensor? _bias;

    public Linear(string name, Feature input, int outFeatures, bool bias)
        : base(input, Feature.Vector(outFeatures))
    {
        if (!input.IsVector || outFeatures < 1)
        {
            throw new IllegalLayerException($"a linear layer to {outFeatures} on {input}");
        }

        _weight = new ReferenceTensor(name + ".weight", TensorRole.Weight, outFeatures, input.Length);
        _bias = bias ? new ReferenceTensor(name + ".bias", TensorRole.Bias, outFeatures) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        for (int n = 0; n < batchSize; n++)
        {
            for (int o = 0; o < Output.Length; o++)
            {
                double sum = _bias?.Values[o] ?? 0;
                for (int i = 0; i < Input.Length; i++)
                {
                    sum += _weight.Values[(o * Input.Length) + i] * x[(n * Input.Length) + i];
                }

                y[(n * Output.Length) + o] = sum;
            }
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int n = 0; n < batchSize; n++)
        {
            for (int o = 0; o < Output.Length; o++)
            {
                double g = dy[(n * Output.Length) + o];

                // forward: sum = bias
                if (_bias is not null)
                {
                    _bias.Gradient[o] += g;
                }

                // forward: sum += weight · x
                for (int i = 0; i < Input.Length; i++)
                {
                    _weight.Gradient[(o * Input.Length) + i] += g * x[(n * Input.Length) + i];
                    dx[(n * Input.Length) + i] += g * _weight.Values[(o * Input.Length) + i];
                }
            }
        }

        return dx;
    }
}
