using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y = x where x > 0, else slope · x, with one slope for all channels or one for each. https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html</summary>
public sealed class PReLU : ReferenceLayer
{
    private readonly ReferenceTensor _slopes;

    public PReLU(string name, Feature input, int numParameters)
        : base(input, input)
    {
        if (numParameters != 1 && numParameters != input.Channels)
        {
            throw new IllegalLayerException($"{numParameters} slopes on {input}");
        }

        _slopes = new ReferenceTensor(name + ".weight", TensorRole.Weight, numParameters);
        Parameters = [_slopes];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    public override double[] Forward(double[] x, int batchSize, bool training) => [.. x.Select((value, i) => value > 0 ? value : _slopes.Values[Slope(i)] * value)];

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            // forward: y = x, or slope · x
            dx[i] = x[i] > 0 ? dy[i] : _slopes.Values[Slope(i)] * dy[i];
            _slopes.Gradient[Slope(i)] += x[i] > 0 ? 0 : x[i] * dy[i];
        }

        return dx;
    }

    public override double DistanceToKink(double[] x, int batchSize) =>
        x.Select(Math.Abs).Where(distance => distance > 0).Append(double.PositiveInfinity).Min();

    private int Slope(int index) => _slopes.Length == 1 ? 0 : index / (Input.Height * Input.Width) % Input.Channels;
}
