using System;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// y[o] = max of x over bin o. Of equal inputs the first, by rows, is the one that gets the gradient.
/// https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool2d.html
/// </summary>
public sealed class AdaptiveMaxPool(Feature input, int outputSize) : AdaptivePool(input, outputSize)
{
    public override double[] Forward(double[] x, int batchSize, bool training) => Array.ConvertAll(Winners(x, batchSize), winner => x[winner]);

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        int[] winners = Winners(x, batchSize);
        for (int i = 0; i < winners.Length; i++)
        {
            // forward: y = x[winner]
            dx[winners[i]] += dy[i];
        }

        return dx;
    }

    public override double DistanceToKink(double[] x, int batchSize)
    {
        double distance = double.PositiveInfinity;
        int[] winners = Winners(x, batchSize);
        ForEachPair(batchSize, (atX, atY, _) => distance = x[atX] < x[winners[atY]] ? Math.Min(distance, x[winners[atY]] - x[atX]) : distance);
        return distance;
    }

    private int[] Winners(double[] x, int batchSize)
    {
        var winners = new int[batchSize * Output.Length];
        Array.Fill(winners, -1);
        ForEachPair(batchSize, (atX, atY, _) => winners[atY] = winners[atY] < 0 || x[atX] > x[winners[atY]] ? atX : winners[atY]);
        return winners;
    }
}
