using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>A network's graph as an ONNX model with the same weights: one node per layer; what can be fused is left to the peer.</summary>
internal sealed class OnnxModel
{
    private readonly OnnxGraph _graph;

    private OnnxModel(OnnxGraph graph) => _graph = graph;

    /// <summary>The model's bytes.</summary>
    /// <param name="network">The graph.</param>
    /// <param name="weights">Where the weights come from.</param>
    /// <param name="batchSize">Images per run; fixed, so that the peer can plan for it.</param>
    /// <exception cref="NotSupportedException">A layer has no translation here.</exception>
    public static byte[] Of(Network network, NetworkInstance weights, int batchSize)
    {
        TensorShape input = weights.InputShape;
        var graph = new OnnxGraph(ResultOf(Network.Input), [batchSize, input.Channels, input.Height, input.Width]);
        Dictionary<string, Parameter> parameters = weights.State.ToDictionary(static parameter => parameter.Name);
        var model = new OnnxModel(graph);
        foreach (Node node in new Dataflow(network).Live)
        {
            IEnumerable<Parameter> constants = node.Parameters.Concat(node.Buffers).Select(spec => parameters[spec.Name]);
            model.Add(node, [.. node.Inputs.Select(ResultOf), .. constants.Select(graph.Constant)]);
        }

        return graph.ToBytes(ResultOf(network.OutputIndex), [batchSize, weights.OutputLength]);
    }

    /// <summary>What a node's result, or the network's input, is called.</summary>
    private static string ResultOf(int node) => node == Network.Input ? "input" : Invariant($"result{node}");

    private void Add(Node node, string[] inputs)
    {
        NetworkGen.Core.Graph.TensorShape input = node.InputShapes[0];
        void Add(string operation, params (string Name, object Value)[] attributes) => _graph.Add(operation, inputs, ResultOf(node.Index), attributes);
        switch (node.Layer)
        {
            case Convolution convolution:
                Add(
                    "Conv",
                    [.. Windows(convolution.Vertical(input), convolution.Horizontal(input)), ("dilations", new[] { convolution.Dilation, convolution.Dilation }), ("group", convolution.Groups(input))]);
                break;
            case BatchNorm2d { Affine: true } norm:
                Add("BatchNormalization", ("epsilon", norm.Eps));
                break;
            case ReLU:
                Add("Relu");
                break;
            case ReLU6:
                _graph.Add("Clip", [.. inputs, _graph.Constant("zero", 0), _graph.Constant("six", 6)], ResultOf(node.Index));
                break;
            case MaxPool2d pool:
                Add("MaxPool", Windows(pool.Vertical(input), pool.Horizontal(input)));
                break;
            case AvgPool2d { CeilMode: false } pool:
                Add("AveragePool", [.. Windows(pool.Vertical(input), pool.Horizontal(input)), ("count_include_pad", pool.CountIncludePad ? 1 : 0)]);
                break;
            case AdaptiveAvgPool2d { OutputSize: 1 }:
                Add("GlobalAveragePool");
                break;
            case Flatten:
                Add("Flatten", ("axis", 1));
                break;
            case Linear:
                Add("Gemm", ("transB", 1));
                break;
            case Core.Layers.Add:
                Add("Add");
                break;
            case Concat:
                Add("Concat", ("axis", 1));
                break;
            case Dropout:
                Add("Identity");
                break;
            default:
                throw new NotSupportedException($"{node.Name}: {node.Layer.Description} has no translation to ONNX here; add one to {nameof(OnnxModel)}.");
        }
    }

    private static (string Name, object Value)[] Windows(Window vertical, Window horizontal) =>
    [
        ("kernel_shape", new[] { vertical.Kernel, horizontal.Kernel }),
        ("strides", new[] { vertical.Stride, horizontal.Stride }),
        ("pads", new[] { vertical.PaddingLow, horizontal.PaddingLow, vertical.PaddingHigh, horizontal.PaddingHigh }),
    ];
}
