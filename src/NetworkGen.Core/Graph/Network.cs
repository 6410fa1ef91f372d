using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Graph;

/// <summary>A checked graph of layers: shapes agree, every name resolves, every number is in its range.</summary>
/// <param name="Declaration">What it was built from.</param>
/// <param name="InputShape">The shape of one image.</param>
/// <param name="ObjectSize">What the receptive field must cover, in pixels (height, width): the image unless <c>[Network]</c> says otherwise.</param>
/// <param name="Nodes">In topological order.</param>
/// <param name="OutputIndex">Which node's result <c>Forward</c> returns.</param>
/// <param name="Winograd">How 3×3 convolutions may be computed.</param>
public sealed record Network(
    NetworkDeclaration Declaration,
    TensorShape InputShape,
    (int Height, int Width) ObjectSize,
    EquatableArray<Node> Nodes,
    int OutputIndex,
    WinogradMode Winograd = WinogradMode.Auto)
{
    /// <summary>The index that stands for the network's input in <see cref="Node.Inputs"/>.</summary>
    public const int Input = -1;

    /// <summary>The node whose result <c>Forward</c> returns.</summary>
    public Node Output => Nodes[OutputIndex];

    /// <summary>What a tensor sees of the image: a node's result, or the input.</summary>
    public ReceptiveField FieldOf(int tensor) => tensor == Input ? ReceptiveField.Pixel : Nodes[tensor].Field;

    /// <summary>Number of trained values.</summary>
    public long ParameterCount => Nodes.Sum(static node => node.Parameters.Sum(static parameter => parameter.Length));

    /// <summary>Multiply-accumulates per image.</summary>
    public long Macs => Nodes.Sum(static node => node.Macs);
}

/// <summary>Whether 3×3 convolutions may be computed by Winograd's minimal filtering, by the numbers of the runtime's <c>Winograd</c>.</summary>
public enum WinogradMode
{
    /// <summary>Where it is faster.</summary>
    Auto,

    /// <summary>Where it is faster, in tiles of 2×2 outputs only.</summary>
    F2,

    /// <summary>Never.</summary>
    Off,
}
