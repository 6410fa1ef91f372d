using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Rules;

/// <summary>Where a layer is written. Those of a block are written once for all stages and repetitions, so that a rule speaks of them once.</summary>
internal static class Place
{
    /// <summary>The layer's block and index; of the network's own layers the block is empty.</summary>
    public static BlockLayer Of(Node node) => node.Within.Count == 0 ? new BlockLayer("", node.LayerIndex) : node.Within[node.Within.Count - 1];

    /// <summary>The way there.</summary>
    public static LayerPosition PositionOf(Node node) => new(node.LayerIndex, node.Within);
}
