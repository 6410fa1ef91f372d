using System.Collections.Generic;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// ConvTranspose2d: y[n, k of c's group, h·s − p + r·d, w·s − p + t·d] += x[n,c,h,w] · weight[c,k,r,t] where that lies inside the map, and bias[k]
/// everywhere. https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
/// </summary>
public sealed class TransposedConvolution : ReferenceLayer
{
    /// <summary>The most channels that the compiler documents as legal.</summary>
    private const int MostChannels = 1 << 20;

    private readonly ReferenceWindow _window;
    private readonly int _inChannelsPerGroup;
    private readonly int _outChannelsPerGroup;
    private readonly ReferenceTensor _weight;
    private readonly ReferenceTensor? _bias;

    private TransposedConvolution(string name, Feature input, Feature output, int groups, ReferenceWindow window, bool bias)
        : base(input, output)
    {
        _window = window;
        _inChannelsPerGroup = input.Channels / groups;
        _outChannelsPerGroup = output.Channels / groups;
        _weight = new ReferenceTensor(name + ".weight", TensorRole.Weight, input.Channels, _outChannelsPerGroup, window.Kernel, window.Kernel);
        _bias = bias ? new ReferenceTensor(name + ".bias", TensorRole.Bias, output.Channels) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    public override IReadOnlyList<ReferenceTensor> Parameters { get; }

    public static TransposedConvolution Create(string name, LayerCase layer, Feature input)
    {
        (int outChannels, int groups) = (layer.Get<int>("OutChannels"), layer.Get<int>("Groups"));
        if (input.IsVector || outChannels is < 1 or > MostChannels || groups < 1 || input.Channels % groups != 0 || outChannels % groups != 0)
        {
            throw new IllegalLayerException($"{input.Channels} to {outChannels} channels in {groups} groups on {input}");
        }

        (int kernel, int stride, int padding) = (layer.Get<int>("KernelSize"), layer.Get<int>("Stride"), layer.Get<int>("Padding"));
        (int outputPadding, int dilation) = (layer.Get<int>("OutputPadding"), layer.Get<int>("Dilation"));
        int Along(int size) => ReferenceWindow.OutputsOfTransposed(size, kernel, stride, padding, outputPadding, dilation);
        return new TransposedConvolution(
            name, input, Feature.Map(outChannels, Along(input.Height), Along(input.Width)), groups,
            new ReferenceWindow(kernel, stride, padding, dilation, 0), layer.Get<bool>("Bias"));
    }

    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachProduct(batchSize, (atX, atWeight, atY) => y[atY] += _weight.Values[atWeight] * x[atX]);
        for (int at = 0; _bias is not null && at < y.Length; at++)
        {
            y[at] += _bias.Values[ChannelOf(at)];
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y += weight · x, so both factors get dy times the other
        ForEachProduct(batchSize, (atX, atWeight, atY) =>
        {
            dx[atX] += _weight.Values[atWeight] * dy[atY];
            _weight.Gradient[atWeight] += x[atX] * dy[atY];
        });

        // forward: y += bias[k]
        for (int at = 0; _bias is not null && at < dy.Length; at++)
        {
            _bias.Gradient[ChannelOf(at)] += dy[at];
        }

        return dx;
    }

    private delegate void Product(int atX, int atWeight, int atY);

    private int ChannelOf(int at) => at / (Output.Height * Output.Width) % Output.Channels;

    /// <summary>Every product whose output lies inside the map.</summary>
    private void ForEachProduct(int batchSize, Product action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int c = 0; c < Input.Channels; c++)
            {
                for (int k = 0; k < _outChannelsPerGroup; k++)
                {
                    int channel = (c / _inChannelsPerGroup * _outChannelsPerGroup) + k;
                    for (int r = 0; r < _window.Kernel; r++)
                    {
                        for (int t = 0; t < _window.Kernel; t++)
                        {
                            int atWeight = (((((c * _outChannelsPerGroup) + k) * _window.Kernel) + r) * _window.Kernel) + t;
                            ForEachPosition(r, t, (h, w, oh, ow) => action(Input.At(n, c, h, w), atWeight, Output.At(n, channel, oh, ow)));
                        }
                    }
                }
            }
        }
    }

    private delegate void Position(int h, int w, int oh, int ow);

    private void ForEachPosition(int r, int t, Position action)
    {
        for (int h = 0; h < Input.Height; h++)
        {
            for (int w = 0; w < Input.Width; w++)
            {
                (int oh, int ow) = (_window.Read(h, r), _window.Read(w, t));
                if (oh >= 0 && oh < Output.Height && ow >= 0 && ow < Output.Width)
                {
                    action(h, w, oh, ow);
                }
            }
        }
    }
}
