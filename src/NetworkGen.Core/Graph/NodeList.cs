using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Graph;

/// <summary>The graph while it grows: nodes with unique full names, within the limits of what can be generated.</summary>
/// <param name="input">The shape of one image.</param>
internal sealed class NodeList(TensorShape input)
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, Node> _byName = [];
    private long _parameters;
    private long _macs;
    private long _activations;

    /// <summary>The nodes so far, in topological order.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>How messages call a node: <c>layer 2, MaxPool2d 2×2</c>.</summary>
    public static string Title(Node node) => "layer " + node.Name + ", " + node.Layer.Description;

    /// <summary>How messages call a tensor: <c>the input</c> or <c>layer 2, MaxPool2d 2×2</c>.</summary>
    public string Source(int node) => node == Network.Input ? IssueSink.NetworkInput : Title(_nodes[node]);

    /// <summary>The shape of a tensor.</summary>
    public TensorShape Shape(int node) => node == Network.Input ? input : _nodes[node].Shape;

    /// <summary>Appends a layer that reads <paramref name="inputs"/>; null after reporting why it can't.</summary>
    public Node? Append(Layer layer, string name, LayerPosition position, IReadOnlyList<int> inputs, IssueSink issues)
    {
        TensorShape[] arriving = [.. inputs.Select(Shape)];
        if (layer.Infer(arriving, issues) is not { } shape)
        {
            return null;
        }

        if (_byName.TryGetValue(name, out Node? namesake))
        {
            issues.Report(IssueId.DuplicateName, "Name", layer.Description, name, Title(namesake));
            return null;
        }

        var node = new Node(
            _nodes.Count,
            name,
            position.LayerIndex,
            layer,
            inputs.ToEquatableArray(),
            arriving.ToEquatableArray(),
            shape,
            Qualified(name, layer.Parameters(arriving[0])),
            Qualified(name, layer.Buffers(arriving[0])),
            layer.Macs(arriving[0], shape),
            FieldCalculator.Through(FieldCalculator.Join(inputs.Select(Field)), layer.FieldStep(arriving[0]), arriving[0]),
            position.Within);
        _nodes.Add(node);
        _byName[name] = node;
        return IsWithinLimits(node, issues) ? node : null;
    }

    private static EquatableArray<ParameterSpec> Qualified(string name, IEnumerable<ParameterSpec> specs) =>
        specs.Select(spec => spec with { Name = name + "." + spec.Name }).ToEquatableArray();

    private ReceptiveField Field(int node) => node == Network.Input ? ReceptiveField.Pixel : _nodes[node].Field;

    private bool IsWithinLimits(Node node, IssueSink issues)
    {
        _parameters += node.Parameters.Concat(node.Buffers).Sum(static spec => spec.Length);
        _macs += System.Math.Min(node.Macs, long.MaxValue - _macs);
        _activations += node.Shape.Length;
        return Limits.Hold(_nodes.Count, Limits.Nodes, "layers", Title(node), Limits.FewerLayers, issues)
            && Limits.Hold(_parameters, Limits.Values, "parameters", Title(node), Limits.FewerWeights, issues)
            && Limits.Hold(_macs, Limits.Macs, "MACs", Title(node), Limits.SmallerMaps, issues)
            && Limits.Hold(_activations, Limits.Activations, "activations of one image", Title(node), Limits.SmallerMaps, issues);
    }
}
