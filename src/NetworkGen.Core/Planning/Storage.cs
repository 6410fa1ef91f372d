using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>Which results share a tensor, and what each tensor must look like so that all who read and write it are served.</summary>
public sealed class Storage
{
    private readonly Network _network;
    private readonly bool _training;
    private readonly Dictionary<int, int> _roots = new() { [Network.Input] = Network.Input };
    private readonly Dictionary<int, Halo> _halos = [];
    private readonly Dictionary<int, Halo> _gradientHalos = [];

    /// <summary>Decides for a network, fused as <paramref name="layers"/> say.</summary>
    public Storage(Network network, IReadOnlyList<FusedLayer> layers, bool training)
    {
        _network = network;
        _training = training;
        Prologue = FindPrologue(network);
        foreach (FusedLayer layer in layers)
        {
            bool isView = Prologue.Contains(layer.Node) || IsView(layer);
            int root = isView ? _roots[layer.Node.Inputs[0]] : layer.Last.Index;
            foreach (Node node in layer.Nodes)
            {
                _roots[node.Index] = root;
            }

            if (!isView)
            {
                Require(layer);
            }
        }

        bool Plain(FusedLayer layer) => layer.Node.Inputs.Any(input => _roots[input] == Network.Input) && !Prologue.Contains(layer.Node);
        ReadsInputAsPlanes = network.InputShape.Channels < TensorLayout.FullBlock
            && layers.Where(Plain).All(static layer => KernelCatalog.For(layer.Node).ReadsPlanes(layer.Node))
            && Root(network.Output.Index) != Network.Input;
    }

    /// <summary>Rescale and Normalize nodes at the very front: done while an image is copied in.</summary>
    public IReadOnlyList<Node> Prologue { get; }

    /// <summary>Whether the image is kept as planes: few channels, read by convolutions only.</summary>
    public bool ReadsInputAsPlanes { get; }

    /// <summary>The node whose tensor holds a node's result.</summary>
    public int Root(int node) => _roots[node];

    /// <summary>How a node's result lies in memory.</summary>
    public TensorLayout Layout(int node)
    {
        int root = _roots[node];
        TensorLayout own = TensorLayout.Blocked(Shape(node), _halos.TryGetValue(root, out Halo halo) ? halo : Halo.None);
        return root == Network.Input && ReadsInputAsPlanes ? own with { Block = 1 } : own;
    }

    /// <summary>How the gradient of a node's result lies in memory.</summary>
    public TensorLayout GradientLayout(int node) =>
        TensorLayout.Blocked(Shape(node), _gradientHalos.TryGetValue(_roots[node], out Halo halo) ? halo : Halo.None);

    private TensorShape Shape(int node) => node == Network.Input ? _network.InputShape : _network.Nodes[node].Shape;

    private bool IsView(FusedLayer layer)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        int input = layer.Node.Inputs[0];
        bool isOnlyReader = input != Network.Input && _network.Nodes.Count(other => other.Inputs.Contains(input)) == 1;
        return kernel.IsView(layer.Node, _training) || (!_training && isOnlyReader && kernel.WorksInPlace);
    }

    private void Require(FusedLayer layer)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        foreach (int input in layer.Node.Inputs)
        {
            int root = _roots[input];
            _halos[root] = kernel.InputHalo(layer.Node).Union(_halos.TryGetValue(root, out Halo halo) ? halo : Halo.None);
        }

        int output = _roots[layer.Last.Index];
        _gradientHalos[output] = kernel.GradientHalo(layer.Node).Union(_gradientHalos.TryGetValue(output, out Halo own) ? own : Halo.None);
    }

    private static List<Node> FindPrologue(Network network)
    {
        var prologue = new List<Node>();
        int current = Network.Input;
        while (network.Nodes.Where(node => node.Inputs.Contains(current)).ToArray() is [{ Layer: Rescale or Normalize } next])
        {
            prologue.Add(next);
            current = next.Index;
        }

        return prologue;
    }
}
