using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Rules;

/// <summary>Which layers read whose results.</summary>
internal sealed class Readers(Network network)
{
    private readonly ILookup<int, Node> _byTensor = network.Nodes
        .SelectMany(static node => node.Inputs.Select(input => (input, node)))
        .ToLookup(static read => read.input, static read => read.node);

    /// <summary>The one layer that reads a result; null where several do, or none, or where it is what the network returns.</summary>
    public Node? Only(Node node) => node.Index == network.OutputIndex || _byTensor[node.Index].Take(2).Count() != 1 ? null : _byTensor[node.Index].First();
}
