using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Which results share a tensor, and what each tensor must look like so that all who read and write it are served. A result is a tensor of its
/// own, the same tensor as its input (a view), or a slice of the concatenation that reads it.
/// </summary>
public sealed class Storage
{
    private readonly Network _network;
    private readonly Dataflow _flow;
    private readonly bool _training;
    private readonly Aliases _values = new();
    private readonly Aliases _gradients = new();
    private readonly Dictionary<int, Halo> _halos = [];
    private readonly Dictionary<int, Halo> _gradientHalos = [];
    private readonly Dictionary<int, TensorShape> _joints = [];

    /// <summary>Decides for a network, fused as <paramref name="layers"/> say.</summary>
    public Storage(Network network, Dataflow flow, IReadOnlyList<FusedLayer> layers, bool training)
    {
        _network = network;
        _flow = flow;
        _training = training;
        foreach (FusedLayer layer in layers)
        {
            bool isView = flow.Prologue.Contains(layer.Node) || IsView(layer);
            foreach (Node node in layer.AllNodes)
            {
                int root = isView ? layer.Node.Inputs[0] : layer.Last.Index;
                _values.Share(node.Index, root);
                _gradients.Share(node.Index, root);
            }
        }

        foreach (FusedLayer layer in layers.Reverse())
        {
            if (layer.Node.Layer is Concat)
            {
                PlaceSlices(layer.Node);
            }
            else if (layer.Beside is not null)
            {
                PlacePaths(layer);
            }
            else if (training && layer.Node.Layer is Add)
            {
                ShareGradient(layer, layers);
            }
        }

        foreach (FusedLayer layer in layers.Where(layer => !_values.AreOne(layer.Last.Index, layer.Node.Inputs[0])))
        {
            Require(layer);
        }

        bool Plain(FusedLayer layer) => layer.Inputs.Any(input => Place(input).Root == Network.Input) && !flow.Prologue.Contains(layer.Node);
        ReadsInputAsPlanes = network.InputShape.Channels < TensorLayout.FullBlock
            && layers.Where(Plain).All(static layer => layer.Residual is null && KernelCatalog.For(layer.Node).ReadsPlanes(layer.Node))
            && Place(network.OutputIndex).Root != Network.Input;
    }

    /// <summary>Whether the image is kept as planes: few channels, read by convolutions only.</summary>
    public bool ReadsInputAsPlanes { get; }

    /// <summary>The node whose tensor holds a node's result, and at which block of channels it begins there.</summary>
    public Place Place(int node) => _values.Of(node);

    /// <summary>The node whose gradient's tensor holds the gradient of a node's result, and at which block of channels it begins there.</summary>
    public Place GradientPlace(int node) => _gradients.Of(node);

    /// <summary>The number of the tensor that holds what both paths of a layer read (<see cref="PathSum"/>), for where nodes are asked about otherwise.</summary>
    public int Joint(FusedLayer layer) => _network.Nodes.Count + layer.Node.Index;

    /// <summary>How a node's result lies in memory.</summary>
    public TensorLayout Layout(int node)
    {
        int root = Place(node).Root;
        TensorLayout own = TensorLayout.Blocked(Shape(node), Find(_halos, root));
        return root == Network.Input && ReadsInputAsPlanes ? own with { Block = 1 } : own;
    }

    /// <summary>How the gradient of a node's result lies in memory.</summary>
    public TensorLayout GradientLayout(int node) => TensorLayout.Blocked(Shape(node), Find(_gradientHalos, GradientPlace(node).Root));

    private static Halo Find(Dictionary<int, Halo> halos, int root) => halos.TryGetValue(root, out Halo halo) ? halo : Halo.None;

    private TensorShape Shape(int node) => node == Network.Input ? _network.InputShape : node < _network.Nodes.Count ? _network.Nodes[node].Shape : _joints[node];

    private bool IsView(FusedLayer layer)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        return kernel.IsView(layer.Node, _training) || (!_training && kernel.WorksInPlace && MayBeOverwritten(layer.Node));
    }

    /// <summary>Whether nobody else wants what a node reads: not under another name either, nor as a part of a concatenation.</summary>
    private bool MayBeOverwritten(Node node)
    {
        int input = node.Inputs[0];
        return input != Network.Input
            && _values.Sharing(input).All(same => same == Network.Input || _network.Nodes[same].Layer is not Concat)
            && _values.Sharing(input).All(same => _flow.ReadersOf(same).All(reader => reader == node || _values.AreOne(reader.Index, input)));
    }

    /// <summary>Inputs of a concatenation that begin and end with a block are written where they belong; the others are copied there.</summary>
    private void PlaceSlices(Node concat)
    {
        int channel = 0;
        for (int i = 0; i < concat.Inputs.Count; i++)
        {
            TensorShape shape = concat.InputShapes[i];
            bool isAligned = channel % TensorLayout.FullBlock == 0 && (shape.Channels % TensorLayout.FullBlock == 0 || i == concat.Inputs.Count - 1);
            if (isAligned && MayBeSlice(concat.Inputs[i], shape))
            {
                int root = Place(concat.Inputs[i]).Root;
                _values.Slice(root, concat.Index, channel / TensorLayout.FullBlock);
                _gradients.Slice(root, concat.Index, channel / TensorLayout.FullBlock);
            }

            channel += shape.Channels;
        }
    }

    /// <summary>What two paths read of is written into their joint tensor, where each reads all of it and it is no part of another.</summary>
    private void PlacePaths(FusedLayer layer)
    {
        int joint = Joint(layer);
        _joints[joint] = PathSum.Shape(layer);
        _values.Share(joint, joint);
        foreach ((FusedLayer path, int firstBlock) in PathSum.Paths(layer))
        {
            int input = path.Node.Inputs[0];
            if (PathSum.ReadsAll(path) && MayBeSlice(input, path.Node.InputShapes[0]))
            {
                _values.Slice(Place(input).Root, joint, firstBlock);
            }
        }
    }

    private bool MayBeSlice(int node, TensorShape shape)
    {
        Place place = Place(node);
        return place.Root != Network.Input && place.FirstBlock == 0 && !_values.IsSlice(place.Root) && IsSameMap(Shape(place.Root), shape);
    }

    /// <summary>
    /// Forward was y = a + b, so da = dy: where the addition alone reads a, the two are one tensor. b gets a copy before anything changes dy, if it can't share it, too.
    /// </summary>
    private void ShareGradient(FusedLayer layer, IReadOnlyList<FusedLayer> layers)
    {
        if (MayShareBoth(layer, layers))
        {
            foreach (int input in layer.Node.Inputs)
            {
                _gradients.Slice(input, layer.Last.Index, 0);
            }

            return;
        }

        foreach (int input in layer.Node.Inputs)
        {
            bool isFree = input != Network.Input && layer.Node.Inputs.Count(other => other == input) == 1
                && _flow.OnlyReaderOf(input) is not null && Place(input) == new Place(input, 0) && _values.Sharing(input).Max() == input
                && layer.Node.Inputs.All(other => other == input || _flow.IsTrained(other));
            if (isFree)
            {
                _gradients.Slice(input, layer.Last.Index, 0);
                return;
            }
        }
    }

    /// <summary>
    /// Of two summands backward comes first to the one that was computed last. Where that only reads its gradient, and is done with it before anything is
    /// added to the other's, one tensor serves both.
    /// </summary>
    private bool MayShareBoth(FusedLayer sum, IReadOnlyList<FusedLayer> layers)
    {
        EquatableArray<int> inputs = sum.Node.Inputs;
        if (inputs.Count != 2 || inputs[0] == inputs[1] || !inputs.All(IsApart))
        {
            return false;
        }

        int last = inputs.Max();
        Node? producer = layers.FirstOrDefault(layer => layer.Last.Index == last && layer.Activation is null)?.Node;
        return producer?.Layer is BatchNorm2d or Convolution
            && producer.Inputs.All(_flow.IsTrained)
            && _flow.OnlyReaderOf(last) is not null
            && _flow.ReadersOf(inputs.Min()).All(reader => reader == sum.Node || reader.Index < producer.Index);
    }

    /// <summary>Whether a result and its gradient are tensors of their own, under no other name, on the way to parameters.</summary>
    private bool IsApart(int node) =>
        node != Network.Input && _flow.IsTrained(node) && Place(node) == new Place(node, 0) && GradientPlace(node) == new Place(node, 0) && _values.Sharing(node).Max() == node;

    private static bool IsSameMap(TensorShape left, TensorShape right) =>
        left.Channels == right.Channels && left.Height == right.Height && left.Width == right.Width;

    private void Require(FusedLayer layer)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        foreach (int input in layer.Node.Inputs)
        {
            int root = Place(input).Root;
            _halos[root] = kernel.InputHalo(layer.Node).Union(Find(_halos, root));
        }

        int output = GradientPlace(layer.Last.Index).Root;
        _gradientHalos[output] = kernel.GradientHalo(layer.Node).Union(Find(_gradientHalos, output));
    }
}
