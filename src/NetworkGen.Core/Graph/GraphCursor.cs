using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>The graph while it grows, and its current tensor: what the next layer reads.</summary>
/// <param name="input">The shape of one image.</param>
internal sealed class GraphCursor(TensorShape input)
{
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _current = Network.Input;
    private long _parameters;
    private long _macs;

    /// <summary>The nodes so far, in topological order.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The current tensor, for messages: <c>the input</c> or <c>layer 2, MaxPool2d 2×2</c>.</summary>
    public string Source => _current == Network.Input ? IssueSink.NetworkInput : Title(_nodes[_current]);

    /// <summary>How messages call a node: <c>layer 2, MaxPool2d 2×2</c>.</summary>
    public static string Title(Node node) => "layer " + node.Name + ", " + node.Layer.Description;

    /// <summary>Puts a layer on the current tensor and moves on to its result; false after reporting why it can't.</summary>
    public bool Append(Layer layer, string name, int layerIndex, IssueSink issues)
    {
        TensorShape arriving = _current == Network.Input ? input : _nodes[_current].Shape;
        ReceptiveField field = _current == Network.Input ? ReceptiveField.Pixel : _nodes[_current].Field;
        if (layer.Infer([arriving], issues) is not { } shape)
        {
            return false;
        }

        string unique = Unique(name, layerIndex);
        var node = new Node(
            _nodes.Count,
            unique,
            layerIndex,
            layer,
            EquatableArray.Of(_current),
            EquatableArray.Of(arriving),
            shape,
            Qualified(unique, layer.Parameters(arriving)),
            Qualified(unique, layer.Buffers(arriving)),
            layer.Macs(arriving, shape),
            FieldCalculator.Through(field, layer.FieldStep(arriving), arriving));
        _nodes.Add(node);
        _current = node.Index;
        return WithinLimits(node, issues);
    }

    private static EquatableArray<ParameterSpec> Qualified(string name, IEnumerable<ParameterSpec> specs) =>
        specs.Select(spec => spec with { Name = name + "." + spec.Name }).ToEquatableArray();

    /// <summary>Two tensors of one name would overwrite each other, so a second one gets its layer's index.</summary>
    private string Unique(string name, int layerIndex)
    {
        string unique = name;
        while (!_names.Add(unique))
        {
            unique += "_" + Numerals.Plain(layerIndex);
        }

        return unique;
    }

    private bool WithinLimits(Node node, IssueSink issues)
    {
        _parameters += node.Parameters.Concat(node.Buffers).Sum(static spec => spec.Length);
        _macs += Math.Min(node.Macs, Limits.Macs + 1);
        if (_parameters <= Limits.Values && _macs <= Limits.Macs)
        {
            return true;
        }

        bool isMacs = _macs > Limits.Macs;
        string what = isMacs ? "MACs" : "parameters";
        issues.Report(
            IssueId.ArgumentOutOfRange, null, node.Layer.Description, "the sum of " + what + " up to here",
            Numerals.Grouped(isMacs ? _macs : _parameters),
            "at most " + Numerals.Grouped(isMacs ? Limits.Macs : Limits.Values));
        return false;
    }
}
