namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>y = (x − mean) / std, with one value per channel or one for all.</summary>
public sealed class Normalize : ReferenceLayer
{
    private readonly float[] _mean;
    private readonly float[] _std;

    public Normalize(Feature input, float[] mean, float[] std)
        : base(input, input)
    {
        if ((mean.Length != 1 && mean.Length != input.Channels) || (std.Length != 1 && std.Length != input.Channels))
        {
            throw new IllegalLayerException($"{mean.Length} means and {std.Length} deviations for {input.Channels} channels");
        }

        _mean = mean;
        _std = std;
    }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = (x[i] - Of(_mean, i)) / Of(_std, i);
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            // forward: y = (x − mean) / std
            dx[i] = dy[i] / Of(_std, i);
        }

        return dx;
    }

    private double Of(float[] values, int i) => values.Length == 1 ? values[0] : values[i / (Input.Height * Input.Width) % Input.Channels];
}
