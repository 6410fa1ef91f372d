using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>Where a layer stands: in the network's stack, or in a block that a layer of the network's stack uses.</summary>
/// <param name="LayerIndex">The layer of the network's stack, or <see cref="NetworkIssue.WholeNetwork"/>.</param>
/// <param name="Within">The way through blocks from there, the layer itself last; empty for a layer of the network's own.</param>
public readonly record struct LayerPosition(int LayerIndex, EquatableArray<BlockLayer> Within = default)
{
    /// <summary>The whole network.</summary>
    public static LayerPosition Whole { get; } = new(NetworkIssue.WholeNetwork);

    /// <summary>The full name of the block whose stack it stands in; null for the network's own.</summary>
    public string? Block => Within.Count == 0 ? null : Within[Within.Count - 1].Block;

    /// <summary>Its index in that stack.</summary>
    public int IndexInStack => Within.Count == 0 ? LayerIndex : Within[Within.Count - 1].LayerIndex;

    /// <summary>A layer of a block that this layer uses.</summary>
    public LayerPosition In(string block, int layerIndex) => this with { Within = Within.Append(new BlockLayer(block, layerIndex)).ToEquatableArray() };
}
