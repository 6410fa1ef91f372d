using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>Which nodes lead to the output, who reads whom among those, and where gradients lead to parameters. What leads nowhere is not computed.</summary>
public sealed class Dataflow
{
    private readonly Dictionary<int, List<Node>> _readers = [];
    private readonly HashSet<int> _trained = [];

    /// <summary>Follows the output back to the input.</summary>
    public Dataflow(Network network)
    {
        var live = new bool[network.Nodes.Count];
        live[network.OutputIndex] = true;
        for (int index = network.OutputIndex; index >= 0; index--)
        {
            foreach (int input in live[index] ? network.Nodes[index].Inputs : EquatableArray<int>.Empty)
            {
                if (input != Network.Input)
                {
                    live[input] = true;
                }
            }
        }

        Live = [.. network.Nodes.Where(node => live[node.Index])];
        foreach (Node node in Live)
        {
            foreach (int input in node.Inputs.Distinct())
            {
                if (!_readers.TryGetValue(input, out List<Node>? readers))
                {
                    _readers[input] = readers = [];
                }

                readers.Add(node);
            }

            if (node.Parameters.Count > 0 || node.Inputs.Any(_trained.Contains))
            {
                _trained.Add(node.Index);
            }
        }

        var prologue = new List<Node>();
        while (OnlyReaderOf(prologue.Count == 0 ? Network.Input : prologue[prologue.Count - 1].Index) is { Layer: Rescale or Normalize } next)
        {
            prologue.Add(next);
        }

        Prologue = prologue;
    }

    /// <summary>The nodes that the output depends on, in topological order.</summary>
    public IReadOnlyList<Node> Live { get; }

    /// <summary>Rescale and Normalize nodes at the very front, one behind the other: done while an image is copied in.</summary>
    public IReadOnlyList<Node> Prologue { get; }

    /// <summary>The live nodes that read a node's result, or the network's input; each once, in topological order.</summary>
    public IReadOnlyList<Node> ReadersOf(int node) => _readers.TryGetValue(node, out List<Node>? readers) ? readers : [];

    /// <summary>The node that alone reads a node's result, or null.</summary>
    public Node? OnlyReaderOf(int node) => ReadersOf(node) is [{ } reader] ? reader : null;

    /// <summary>Whether a node's result depends on a parameter.</summary>
    public bool IsTrained(int node) => _trained.Contains(node);
}
