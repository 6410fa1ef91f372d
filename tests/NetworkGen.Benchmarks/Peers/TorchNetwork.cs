using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using static System.FormattableString;
using static TorchSharp.torch;
using Dataflow = NetworkGen.Core.Planning.Dataflow;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>
/// A network's graph in libtorch, with the same weights: the module that its user would write. As in torchvision activations and additions
/// overwrite what nobody else reads; and a result is given back with its last reader, as in Python.
/// </summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Dataflow _flow;
    private readonly int _output;
    private readonly int _count;
    private readonly (Node Node, Func<Tensor[], Tensor> Run, int[] Done)[] _steps;
    private readonly Dictionary<string, Tensor> _state = [];

    /// <summary>Builds the twin.</summary>
    /// <param name="network">The graph.</param>
    /// <param name="weights">Where the weights come from.</param>
    /// <exception cref="NotSupportedException">A layer has no translation here.</exception>
    public TorchNetwork(Network network, NetworkInstance weights)
        : base(nameof(TorchNetwork))
    {
        _flow = new Dataflow(network);
        _output = network.OutputIndex;
        _count = network.Nodes.Count;
        _steps = [.. _flow.Live.Select(node => (node, Translate(node), LastReadBy(node)))];
        using IDisposable noGradients = no_grad();
        foreach (Parameter parameter in weights.State.Where(parameter => _state.ContainsKey(parameter.Name)))
        {
            using Tensor values = tensor(parameter.Values.ToArray(), [.. parameter.Shape.Select(static size => (long)size)]);
            _state[parameter.Name].copy_(values);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var results = new Tensor[_count];
        foreach ((Node node, Func<Tensor[], Tensor> run, int[] done) in _steps)
        {
            var inputs = new Tensor[node.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = node.Inputs[i] == Network.Input ? input : results[node.Inputs[i]];
            }

            results[node.Index] = run(inputs);
            foreach (int read in done)
            {
                if (!ReferenceEquals(results[read], results[node.Index]))
                {
                    results[read].Dispose();
                }
            }
        }

        return results[_output];
    }

    /// <summary>The nodes whose results nobody reads after this one.</summary>
    private int[] LastReadBy(Node node) => [.. node.Inputs.Distinct().Where(read => read != Network.Input && _flow.ReadersOf(read)[^1] == node)];

    /// <summary>Whether a result may be overwritten: nobody else reads it, and backward needs it neither.</summary>
    private bool MayOverwrite(Node reader) =>
        reader.Inputs[0] is var read and not Network.Input && _flow.OnlyReaderOf(read) == reader
        && _flow.Live.Single(node => node.Index == read).Layer is Convolution or BatchNorm2d or Linear or Core.Layers.Add;

    private Func<Tensor[], Tensor> Translate(Node node)
    {
        NetworkGen.Core.Graph.TensorShape input = node.InputShapes[0];
        bool inPlace = MayOverwrite(node);
        return node.Layer switch
        {
            Convolution convolution when convolution.Vertical(input) is var rows && convolution.Horizontal(input) is var columns
                && rows.PaddingLow == rows.PaddingHigh && columns.PaddingLow == columns.PaddingHigh => Module(node, nn.Conv2d(
                    input.Channels, node.Shape.Channels, (rows.Kernel, columns.Kernel), (rows.Stride, columns.Stride), (rows.PaddingLow, columns.PaddingLow),
                    (rows.Dilation, columns.Dilation), groups: convolution.Groups(input), bias: convolution.Bias)),
            BatchNorm2d norm => Module(node, nn.BatchNorm2d(input.Channels, norm.Eps, norm.Momentum, norm.Affine)),
            Linear linear => Module(node, nn.Linear(input.Channels, linear.OutFeatures, linear.Bias)),
            MaxPool2d pool => Module(node, nn.MaxPool2d(pool.KernelSize, pool.Stride, pool.Padding, ceil_mode: pool.CeilMode)),
            AvgPool2d pool => Module(node, nn.AvgPool2d(pool.KernelSize, pool.Stride, pool.Padding, pool.CeilMode, pool.CountIncludePad)),
            AdaptiveAvgPool2d pool => Module(node, nn.AdaptiveAvgPool2d(pool.OutputSize)),
            Dropout dropout => Module(node, nn.Dropout(dropout.P)),
            ReLU => x => inPlace ? x[0].relu_() : x[0].relu(),
            ReLU6 => x => nn.functional.relu6(x[0], inPlace),
            Flatten => static x => x[0].flatten(1),
            Core.Layers.Add => x => inPlace ? x[0].add_(x[1]) : x[0].add(x[1]),
            Concat => static x => cat(x, 1),
            _ => throw new NotSupportedException($"{node.Name}: {node.Layer.Description} has no translation to libtorch here; add one to {nameof(TorchNetwork)}."),
        };
    }

    private Func<Tensor[], Tensor> Module(Node node, nn.Module<Tensor, Tensor> module)
    {
        // Names of modules have no points in them, names of layers do.
        register_module(Invariant($"node{node.Index}"), module);
        foreach ((string name, Tensor values) in module.state_dict())
        {
            _state[node.Name + "." + name] = values;
        }

        return x => module.forward(x[0]);
    }
}
