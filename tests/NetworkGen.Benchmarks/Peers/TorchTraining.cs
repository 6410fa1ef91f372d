using System;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>The training of a network's twin in libtorch: the same layers, the same initial weights.</summary>
internal sealed class TorchTraining : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly SGD _optimizer;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>Builds the twin.</summary>
    /// <param name="network">The graph.</param>
    /// <param name="weights">Where the initial weights come from.</param>
    /// <param name="images">The batch; copied.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="learningRate">Of SGD.</param>
    /// <param name="momentum">Of SGD.</param>
    public TorchTraining(Network network, NetworkInstance weights, float[] images, int[] labels, double learningRate, double momentum)
    {
        TensorShape shape = weights.InputShape;
        _network = new TorchNetwork(network, weights);
        _network.train();
        _optimizer = optim.SGD(_network.parameters(), learningRate, momentum);
        _images = tensor(images, [labels.Length, shape.Channels, shape.Height, shape.Width]);
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
}
