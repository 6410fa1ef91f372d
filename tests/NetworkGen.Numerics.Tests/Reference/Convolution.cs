using System.Collections.Generic;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// Conv2d and DepthwiseConv2d (groups = channels): y[n,k,oh,ow] = bias[k] + Σ_{c,r,s} weight[k,c,r,s] · x[n, c of k's group, oh·s − p + r·d, ow·s − p + s·d],
/// zero outside of the map. https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
/// </summary>
public sealed class Convolution : ReferenceLayer
{
    /// <summary>The most channels that the compiler documents as legal.</summary>
    private const int MostChannels = 1 << 20;

    private readonly ReferenceWindow _rows;
    private readonly ReferenceWindow _columns;
    private readonly int _inChannelsPerGroup;
    private readonly int _outChannelsPerGroup;
    private readonly ReferenceTensor _weight;
    private readonly ReferenceTensor? _bias;

    private Convolution(string name, Feature input, int outChannels, int groups, ReferenceWindow rows, ReferenceWindow columns, bool bias)
        : base(input, Feature.Map(outChannels, rows.Outputs, columns.Outputs))
    {
        _rows = rows;
        _columns = columns;
        _inChannelsPerGroup = input.Channels / groups;
        _outChannelsPerGroup = outChannels / groups;
        _weight = new ReferenceTensor(name + ".weight", TensorRole.Weight, outChannels, _inChannelsPerGroup, rows.Kernel, columns.Kernel);
        _bias = bias ? new ReferenceTensor(name + ".bias", TensorRole.Bias, outChannels) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    /// <summary>The layer of a Conv2d or DepthwiseConv2d case.</summary>
    public static Convolution Create(string name, LayerCase layer, Feature input)
    {
        bool depthwise = layer.Kind == "DepthwiseConv2d";
        int groups = depthwise ? input.Channels : layer.Get<int>("Groups");
        int outChannels = depthwise ? input.Channels * layer.Get<int>("Multiplier") : layer.Get<int>("OutChannels");
        if (input.IsVector || outChannels is < 1 or > MostChannels || groups < 1 || input.Channels % groups != 0 || outChannels % groups != 0)
        {
            throw new IllegalLayerException($"{input.Channels} to {outChannels} channels in {groups} groups on {input}");
        }

        bool square = layer.Has("KernelSize");
        ReferenceWindow Along(int size, string kernel) => ReferenceWindow.OfConvolution(
            size, layer.Get<int>(square ? "KernelSize" : kernel), layer.Get<int>("Stride"), layer.Get<int>("Padding"), layer.Get<int>("Dilation"));
        return new Convolution(
            name, input, outChannels, groups, Along(input.Height, "KernelHeight"), Along(input.Width, "KernelWidth"), layer.Get<bool>("Bias"));
    }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachProduct(batchSize, (atX, atWeight, atY, k) => y[atY] += _weight.Values[atWeight] * x[atX]);
        if (_bias is not null)
        {
            ForEachOutput(batchSize, (atY, k) => y[atY] += _bias.Values[k]);
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y += weight · x, so both factors get dy times the other
        ForEachProduct(batchSize, (atX, atWeight, atY, k) =>
        {
            dx[atX] += _weight.Values[atWeight] * dy[atY];
            _weight.Gradient[atWeight] += x[atX] * dy[atY];
        });

        // forward: y += bias[k]
        if (_bias is not null)
        {
            ForEachOutput(batchSize, (atY, k) => _bias.Gradient[k] += dy[atY]);
        }

        return dx;
    }

    private delegate void Product(int atX, int atWeight, int atY, int k);

    private delegate void OneOutput(int atY, int k);

    private void ForEachOutput(int batchSize, OneOutput action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int k = 0; k < Output.Channels; k++)
            {
                for (int oh = 0; oh < Output.Height; oh++)
                {
                    for (int ow = 0; ow < Output.Width; ow++)
                    {
                        action(Output.At(n, k, oh, ow), k);
                    }
                }
            }
        }
    }

    /// <summary>Every product of the sum whose input lies inside the map.</summary>
    private void ForEachProduct(int batchSize, Product action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int k = 0; k < Output.Channels; k++)
            {
                for (int c = 0; c < _inChannelsPerGroup; c++)
                {
                    int channel = (k / _outChannelsPerGroup * _inChannelsPerGroup) + c;
                    for (int r = 0; r < _rows.Kernel; r++)
                    {
                        for (int s = 0; s < _columns.Kernel; s++)
                        {
                            int atWeight = (((((k * _inChannelsPerGroup) + c) * _rows.Kernel) + r) * _columns.Kernel) + s;
                            for (int oh = 0; oh < Output.Height; oh++)
                            {
                                int h = _rows.Read(oh, r);
                                if (h < 0 || h >= Input.Height)
                                {
                                    continue;
                                }

                                for (int ow = 0; ow < Output.Width; ow++)
                                {
                                    int w = _columns.Read(ow, s);
                                    if (w >= 0 && w < Input.Width)
                                    {
                                        action(Input.At(n, channel, h, w), atWeight, Output.At(n, k, oh, ow), k);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
