using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Networks;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>A generated network as an ONNX model with the same weights: one node per layer; what can be fused is left to the peer.</summary>
internal static class OnnxModel
{
    /// <summary>The model's bytes.</summary>
    /// <param name="network">Where the weights come from.</param>
    /// <param name="batchSize">Images per run; fixed, so that the peer can plan for it.</param>
    /// <exception cref="NotSupportedException">A layer has no translation here.</exception>
    public static byte[] Of<TNetwork>(TNetwork network, int batchSize)
        where TNetwork : INetwork<TNetwork>
    {
        TensorShape input = TNetwork.InputShape;
        var graph = new OnnxGraph([batchSize, input.Channels, input.Height, input.Width]);
        foreach ((string name, LayerAttribute layer) in DeclaredLayers.Of<TNetwork>())
        {
            IEnumerable<Parameter> parameters = network.Parameters.Concat(network.Buffers)
                .Where(parameter => parameter.Name.StartsWith(name + ".", StringComparison.Ordinal));
            Add(graph, layer, parameters);
        }

        return graph.ToBytes([batchSize, TNetwork.OutputLength]);
    }

    private static void Add(OnnxGraph graph, LayerAttribute layer, IEnumerable<Parameter> parameters)
    {
        switch (layer)
        {
            case Conv2dAttribute { Padding: >= 0 } convolution:
                graph.Add(
                    "Conv", parameters,
                    ("kernel_shape", new[] { convolution.KernelHeight, convolution.KernelWidth }), ("strides", Twice(convolution.Stride)),
                    ("pads", FourTimes(convolution.Padding)), ("dilations", Twice(convolution.Dilation)), ("group", convolution.Groups));
                break;
            case BatchNorm2dAttribute { Affine: true } norm:
                graph.Add("BatchNormalization", parameters, ("epsilon", norm.Eps));
                break;
            case ReLUAttribute:
                graph.Add("Relu", []);
                break;
            case MaxPool2dAttribute { CeilMode: false } pool:
                graph.Add(
                    "MaxPool", [],
                    ("kernel_shape", Twice(pool.KernelSize)), ("strides", Twice(pool.Stride == 0 ? pool.KernelSize : pool.Stride)), ("pads", FourTimes(pool.Padding)));
                break;
            case AdaptiveAvgPool2dAttribute { OutputSize: 1 }:
                graph.Add("GlobalAveragePool", []);
                break;
            case FlattenAttribute:
                graph.Add("Flatten", [], ("axis", 1));
                break;
            default:
                throw new NotSupportedException($"{layer.GetType().Name} with these arguments has no translation to ONNX here; add one to {nameof(OnnxModel)}.");
        }
    }

    private static int[] Twice(int value) => [value, value];

    private static int[] FourTimes(int value) => [value, value, value, value];
}
