using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Graph;

/// <summary>One stack of layers while it is built, the network's or one use of a block: its names, and the tensor that the next layer reads.</summary>
/// <param name="Prefix">What full names begin with: nothing, or <c>layer1.0.</c>.</param>
/// <param name="Input">The tensor that enters.</param>
/// <param name="Position">Where the stack is used; for the network's, the whole network.</param>
/// <param name="Block">The block's full name; null for the network's own stack.</param>
/// <param name="Values">What <c>Block.Width</c>, <c>Block.In</c> and <c>Block.Stride</c> stand for; null outside of blocks.</param>
/// <param name="Around">The stack that uses the block; null for the network's own.</param>
internal sealed record Scope(string Prefix, int Input, LayerPosition Position, string? Block, BlockValues? Values, Scope? Around)
{
    /// <summary>The name of the tensor that enters.</summary>
    public const string InputName = "input";

    private readonly Dictionary<string, (int Node, string Title)> _tensors = new() { [InputName] = (Input, "what enters the stack") };

    /// <summary>The tensor that the next layer reads.</summary>
    public int Current { get; set; } = Input;

    /// <summary>The names that say something, in order; not the indices of layers without one.</summary>
    public IEnumerable<string> GivenNames => _tensors.Keys.Where(static name => !int.TryParse(name, out _));

    /// <summary>Where a layer of this stack stands.</summary>
    public LayerPosition At(int index) => Block is null ? new LayerPosition(index) : Position.In(Block, index);

    /// <summary>The tensor of a name, or null.</summary>
    public int? Find(string name) => _tensors.TryGetValue(name, out (int Node, string Title) found) ? found.Node : null;

    /// <summary>Whether a name is free; reports who has it already where it isn't.</summary>
    public bool IsFree(string name, string description, IssueSink issues)
    {
        if (_tensors.TryGetValue(name, out (int Node, string Title) taken))
        {
            issues.Report(IssueId.DuplicateName, "Name", description, name, taken.Title);
            return false;
        }

        return true;
    }

    /// <summary>Gives the tensor of a layer, which the next layer reads, a name that is free.</summary>
    public void Continue(string name, int node, string description)
    {
        _tensors[name] = (node, "layer " + name + ", " + description);
        Current = node;
    }
}
