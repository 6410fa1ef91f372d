using System;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// Over the channels of each position: softmax y[c] = e^x[c] / Σ e^x, or its logarithm y[c] = x[c] − log Σ e^x.
/// https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html
/// </summary>
public sealed class SoftmaxFamily(Feature input, bool logarithm) : ReferenceLayer(input, input)
{
    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[x.Length];
        ForEachPosition(batchSize, channels =>
        {
            double logSum = LogSum(x, channels);
            foreach (int i in channels)
            {
                y[i] = logarithm ? x[i] - logSum : Math.Exp(x[i] - logSum);
            }
        });
        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        ForEachPosition(batchSize, channels =>
        {
            double logSum = LogSum(x, channels);
            double sum = 0;
            foreach (int i in channels)
            {
                sum += logarithm ? dy[i] : dy[i] * Math.Exp(x[i] - logSum);
            }

            foreach (int i in channels)
            {
                // forward, logarithm: y = x − log Σ e^x, and ∂ log Σ e^x / ∂x = softmax
                // forward, softmax: y[c] = e^x[c] / Σ e^x, so ∂y[c]/∂x[d] = y[c] · ([c = d] − y[d])
                double softmax = Math.Exp(x[i] - logSum);
                dx[i] = logarithm ? dy[i] - (softmax * sum) : softmax * (dy[i] - sum);
            }
        });
        return dx;
    }

    private static double LogSum(double[] x, int[] channels)
    {
        double max = double.NegativeInfinity;
        foreach (int i in channels)
        {
            max = Math.Max(max, x[i]);
        }

        double sum = 0;
        foreach (int i in channels)
        {
            sum += Math.Exp(x[i] - max);
        }

        return max + Math.Log(sum);
    }

    private void ForEachPosition(int batchSize, Action<int[]> action)
    {
        var channels = new int[Input.Channels];
        for (int n = 0; n < batchSize; n++)
        {
            for (int h = 0; h < Input.Height; h++)
            {
                for (int w = 0; w < Input.Width; w++)
                {
                    for (int c = 0; c < Input.Channels; c++)
                    {
                        channels[c] = Input.At(n, c, h, w);
                    }

                    action(channels);
                }
            }
        }
    }
}
