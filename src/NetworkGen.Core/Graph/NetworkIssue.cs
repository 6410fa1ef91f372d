using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>Something wrong with a declaration: "layer 3, argument InChannels, expected 16, got 8"; never a position.</summary>
/// <param name="Id">The diagnostic's id, one of <see cref="IssueId"/>.</param>
/// <param name="LayerIndex">Which layer of the declaration, or <see cref="WholeNetwork"/>.</param>
/// <param name="Argument">The argument at fault, in Pascal case, or null for the layer as a whole.</param>
/// <param name="Messages">What fills the descriptor's message format, in order.</param>
/// <param name="Properties">What a code fix needs, so that it recomputes nothing.</param>
/// <param name="Within">For a layer of a block, the way there from the <c>Stage</c> or <c>Use</c> that is <paramref name="LayerIndex"/>: one step per block, the layer itself last. <paramref name="Argument"/> is the last step's.</param>
public sealed record NetworkIssue(
    string Id,
    int LayerIndex,
    string? Argument,
    EquatableArray<string> Messages,
    EquatableArray<Property> Properties,
    EquatableArray<BlockLayer> Within = default)
{
    /// <summary>The layer index of an issue that concerns the class.</summary>
    public const int WholeNetwork = -1;

    /// <summary>Whether the network can't be built: NG0xxx and NG1xxx, but for a tensor that nothing reads.</summary>
    public bool IsError => Id[2] is '0' or '1' && Id != IssueId.UnreadTensor;
}

/// <summary>A key and a value that travel with a diagnostic.</summary>
public sealed record Property(string Key, string Value);

/// <summary>A layer of a block.</summary>
/// <param name="Block">The block's full name.</param>
/// <param name="LayerIndex">The layer's index in the block's stack.</param>
public sealed record BlockLayer(string Block, int LayerIndex)
{
    /// <summary>The block's name without namespace and outer types, for messages.</summary>
    public string ShortName => Block.Substring(Block.LastIndexOfAny(['.', ':']) + 1);
}
