namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y[o] = mean of x over bin o. https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html</summary>
public sealed class AdaptiveAvgPool(Feature input, int outputSize) : AdaptivePool(input, outputSize)
{
    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachPair(batchSize, (atX, atY, area) => y[atY] += x[atX] / area);
        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y += x / area
        ForEachPair(batchSize, (atX, atY, area) => dx[atX] += dy[atY] / area);
        return dx;
    }
}
