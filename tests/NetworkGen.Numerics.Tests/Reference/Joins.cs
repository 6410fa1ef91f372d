using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y = a + b, of one shape.</summary>
public sealed class Sum : ReferenceOperation
{
    public Sum(Feature a, Feature b)
        : base(a)
    {
        if (a != b)
        {
            throw new IllegalLayerException($"the sum of {a} and {b}");
        }
    }

    public override double[] Forward(double[][] inputs, int batchSize, bool training) => [.. inputs[0].Zip(inputs[1], (a, b) => a + b)];

    public override double[][] Backward(double[][] inputs, double[] dy, int batchSize) => [[.. dy], [.. dy]];
}

/// <summary>y = a · b, of one shape; or one is a 1×1 map of as many channels, and its value stands for every position.</summary>
public sealed class Product : ReferenceOperation
{
    private readonly Feature[] _factors;

    public Product(Feature a, Feature b)
        : base(IsGate(a, b) ? b : a)
    {
        _factors = [a, b];
        if (a != b && !IsGate(a, b) && !IsGate(b, a))
        {
            throw new IllegalLayerException($"the product of {a} and {b}");
        }
    }

    public override double[] Forward(double[][] inputs, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEach(batchSize, (at, a, b) => y[at] = inputs[0][a] * inputs[1][b]);
        return y;
    }

    public override double[][] Backward(double[][] inputs, double[] dy, int batchSize)
    {
        double[][] gradients = [.. inputs.Select(input => new double[input.Length])];

        // forward: y = a · b
        ForEach(batchSize, (at, a, b) =>
        {
            gradients[0][a] += dy[at] * inputs[1][b];
            gradients[1][b] += dy[at] * inputs[0][a];
        });
        return gradients;
    }

    private static bool IsGate(Feature gate, Feature map) =>
        !gate.IsVector && !map.IsVector && gate.Channels == map.Channels && gate.Height == 1 && gate.Width == 1;

    private void ForEach(int batchSize, Action<int, int, int> action)
    {
        static int At(Feature factor, int n, int c, int h, int w) => factor.At(n, c, factor.Height == 1 ? 0 : h, factor.Width == 1 ? 0 : w);
        for (int n = 0; n < batchSize; n++)
        {
            for (int c = 0; c < Output.Channels; c++)
            {
                for (int h = 0; h < Output.Height; h++)
                {
                    for (int w = 0; w < Output.Width; w++)
                    {
                        action(Output.At(n, c, h, w), At(_factors[0], n, c, h, w), At(_factors[1], n, c, h, w));
                    }
                }
            }
        }
    }
}

/// <summary>One behind the other along channels, which in NCHW are whole runs of each image.</summary>
public sealed class Concatenation : ReferenceOperation
{
    private readonly int[] _lengths;

    public Concatenation(IReadOnlyList<Feature> inputs)
        : base(inputs[0] with { Shape = inputs[0].Shape with { Channels = inputs.Sum(input => input.Channels) } })
    {
        _lengths = [.. inputs.Select(input => input.Length)];
        if (inputs.Any(input => (input.Height, input.Width, input.IsVector) != (inputs[0].Height, inputs[0].Width, inputs[0].IsVector)))
        {
            throw new IllegalLayerException($"the concatenation of {string.Join(", ", inputs)}");
        }
    }

    public override double[] Forward(double[][] inputs, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachRun(batchSize, (input, atX, atY, length) => Array.Copy(inputs[input], atX, y, atY, length));
        return y;
    }

    public override double[][] Backward(double[][] inputs, double[] dy, int batchSize)
    {
        double[][] gradients = [.. inputs.Select(input => new double[input.Length])];
        ForEachRun(batchSize, (input, atX, atY, length) => Array.Copy(dy, atY, gradients[input], atX, length));
        return gradients;
    }

    private void ForEachRun(int batchSize, Action<int, int, int, int> action)
    {
        int at = 0;
        for (int n = 0; n < batchSize; n++)
        {
            for (int input = 0; input < _lengths.Length; input++)
            {
                action(input, n * _lengths[input], at, _lengths[input]);
                at += _lengths[input];
            }
        }
    }
}
