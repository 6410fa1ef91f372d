using System;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;
using static TorchSharp.torch;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>Inference of a network's twin in libtorch: evaluation and inference mode.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly Tensor _images;

    /// <summary>Builds the twin.</summary>
    /// <param name="network">The graph.</param>
    /// <param name="weights">Where the weights come from.</param>
    /// <param name="images">The images; copied.</param>
    public TorchPeer(Network network, NetworkInstance weights, float[] images)
    {
        TensorShape shape = weights.InputShape;
        _network = new TorchNetwork(network, weights);
        _network.eval();
        _images = tensor(images, [images.Length / shape.Length, shape.Channels, shape.Height, shape.Width]);
    }

    /// <summary>Runs the images once.</summary>
    public void Run()
    {
        using IDisposable mode = inference_mode();
        _network.forward(_images).Dispose();
    }

    /// <summary>Runs the images once; the results.</summary>
    public float[] Results()
    {
        using IDisposable mode = inference_mode();
        using Tensor results = _network.forward(_images);
        return results.data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _network.Dispose();
    }
}
