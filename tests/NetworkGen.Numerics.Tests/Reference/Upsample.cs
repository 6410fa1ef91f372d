using System;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// Nearest: y[o] = x[⌊o / scale⌋]. Bilinear, align_corners false: y[o] lies between the values around max((o + ½) / scale − ½, 0).
/// https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
/// </summary>
public sealed class Upsample : ReferenceLayer
{
    /// <summary>The largest scale that the compiler documents as legal.</summary>
    private const int MostScale = short.MaxValue;

    private readonly int _scale;
    private readonly bool _bilinear;

    private Upsample(Feature input, int scale, bool bilinear)
        : base(input, Feature.Map(input.Channels, input.Height * scale, input.Width * scale))
    {
        _scale = scale;
        _bilinear = bilinear;
    }

    public static Upsample Create(LayerCase layer, Feature input)
    {
        int scale = layer.Get<int>("Scale");
        return input.IsVector || scale is < 1 or > MostScale
            ? throw new IllegalLayerException($"upsampling by {scale} on {input}")
            : new Upsample(input, scale, layer.Get<EnumValue>("Mode").Member == "Bilinear");
    }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachShare(batchSize, (atX, atY, share) => y[atY] += share * x[atX]);
        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y += share · x
        ForEachShare(batchSize, (atX, atY, share) => dx[atX] += share * dy[atY]);
        return dx;
    }

    private void ForEachShare(int batchSize, Action<int, int, double> action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int c = 0; c < Output.Channels; c++)
            {
                for (int oh = 0; oh < Output.Height; oh++)
                {
                    for (int ow = 0; ow < Output.Width; ow++)
                    {
                        foreach ((int h, double ofRow) in Sources(oh, Input.Height))
                        {
                            foreach ((int w, double ofColumn) in Sources(ow, Input.Width))
                            {
                                action(Input.At(n, c, h, w), Output.At(n, c, oh, ow), ofRow * ofColumn);
                            }
                        }
                    }
                }
            }
        }
    }

    private (int Position, double Share)[] Sources(int output, int inputs)
    {
        if (!_bilinear)
        {
            return [(output / _scale, 1)];
        }

        double place = Math.Max(((output + 0.5) / _scale) - 0.5, 0);
        int low = (int)place;
        return [(low, 1 - (place - low)), (Math.Min(low + 1, inputs - 1), place - low)];
    }
}
