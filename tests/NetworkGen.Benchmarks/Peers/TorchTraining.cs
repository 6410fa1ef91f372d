using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>The training of a generated network's twin in libtorch: the same layers, the same initial weights.</summary>
internal sealed class TorchTraining<TNetwork> : IDisposable
    where TNetwork : INetwork<TNetwork>
{
    private readonly Sequential _network;
    private readonly SGD _optimizer;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>Builds the twin.</summary>
    public TorchTraining(TNetwork network, float[] images, int[] labels, double learningRate, double momentum)
    {
        TensorShape input = TNetwork.InputShape;
        _network = nn.Sequential(Modules(input.Channels));
        _network.train();
        TakeStateOf(network);
        _optimizer = optim.SGD(_network.parameters(), learningRate, momentum);
        _images = tensor(images, [labels.Length, input.Channels, input.Height, input.Width]);
        _labels = tensor(Array.ConvertAll(labels, static label => (long)label));
    }

    /// <summary>One step; returns the loss before it.</summary>
    public double Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.zero_grad();
        Tensor loss = nn.functional.cross_entropy(_network.forward(_images), _labels);
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _labels.Dispose();
        _images.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
    }

    private static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Modules(int channels)
    {
        foreach ((string name, LayerAttribute layer) in DeclaredLayers.Of<TNetwork>())
        {
            yield return (name, Module(layer, channels));
            channels = layer is Conv2dAttribute convolution ? convolution.OutChannels : channels;
        }
    }

    private static nn.Module<Tensor, Tensor> Module(LayerAttribute layer, int channels) => layer switch
    {
        Conv2dAttribute { Padding: >= 0 } convolution => nn.Conv2d(
            channels, convolution.OutChannels, (convolution.KernelHeight, convolution.KernelWidth), (convolution.Stride, convolution.Stride),
            (convolution.Padding, convolution.Padding), (convolution.Dilation, convolution.Dilation), groups: convolution.Groups, bias: convolution.Bias),
        BatchNorm2dAttribute norm => nn.BatchNorm2d(channels, norm.Eps, norm.Momentum, norm.Affine),
        ReLUAttribute => nn.ReLU(),
        MaxPool2dAttribute { CeilMode: false, Padding: 0 } pool => nn.MaxPool2d(pool.KernelSize, pool.Stride == 0 ? null : pool.Stride),
        AdaptiveAvgPool2dAttribute pool => nn.AdaptiveAvgPool2d(pool.OutputSize),
        FlattenAttribute => nn.Flatten(),
        _ => throw new NotSupportedException($"{layer.GetType().Name} with these arguments has no translation to libtorch here; add one to {nameof(TorchTraining<TNetwork>)}."),
    };

    private void TakeStateOf(TNetwork network)
    {
        using IDisposable noGradients = no_grad();
        Dictionary<string, Tensor> state = _network.state_dict();
        foreach (Parameter parameter in network.Parameters.Concat(network.Buffers))
        {
            using Tensor values = tensor(parameter.Values.ToArray(), [.. parameter.Shape.Select(static size => (long)size)]);
            state[parameter.Name].copy_(values);
        }
    }
}
