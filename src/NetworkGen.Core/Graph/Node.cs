using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Graph;

/// <summary>One layer of a checked network: what it computes, from which nodes, and everything known of its result.</summary>
/// <param name="Index">Its place in <see cref="Network.Nodes"/>; inputs have smaller ones (topological order).</param>
/// <param name="Name">Its full name: behind those of the blocks around it the user's, or the layer's index in its stack, as in <c>nn.Sequential</c>. Prefix of its parameters' names.</param>
/// <param name="LayerIndex">Which layer of the network's own stack it came from.</param>
/// <param name="Layer">The layer with its arguments.</param>
/// <param name="Inputs">Indices of the nodes it reads, in order; <see cref="Network.Input"/> for the network's input.</param>
/// <param name="InputShapes">The shapes that arrive, in the order of <paramref name="Inputs"/>.</param>
/// <param name="Shape">The shape that leaves.</param>
/// <param name="Parameters">Trained tensors, full names, in PyTorch's order.</param>
/// <param name="Buffers">Running statistics, full names, in PyTorch's order.</param>
/// <param name="Macs">Multiply-accumulates per image.</param>
/// <param name="Field">What one output value sees of the image.</param>
/// <param name="Within">For a layer of a block, the way there from the layer that is <paramref name="LayerIndex"/>.</param>
public sealed record Node(
    int Index,
    string Name,
    int LayerIndex,
    Layer Layer,
    EquatableArray<int> Inputs,
    EquatableArray<TensorShape> InputShapes,
    TensorShape Shape,
    EquatableArray<ParameterSpec> Parameters,
    EquatableArray<ParameterSpec> Buffers,
    long Macs,
    ReceptiveField Field,
    EquatableArray<BlockLayer> Within = default)
{
    /// <summary>Where its layer stands.</summary>
    public LayerPosition Position => new(LayerIndex, Within);
}
