using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A condition on the backward pass that is decided when it starts, since parameters can be frozen: whether the gradients of some parameters are
/// wanted, or those of a result because of what stands in front of it.
/// </summary>
/// <param name="Title">The layer it is about.</param>
/// <param name="FirstParameter">The first of its parameters, in the network's order.</param>
/// <param name="ParameterCount">How many; 0 for a result.</param>
/// <param name="Any">The switches of which one being on is enough, for a result.</param>
public sealed record GradientSwitch(string Title, int FirstParameter, int ParameterCount, EquatableArray<int> Any);

/// <summary>The switches of a network: one for each layer with parameters, and one for each result that has more than one reason to be wanted.</summary>
internal sealed class GradientSwitches
{
    private readonly List<GradientSwitch> _all = [];
    private readonly Dictionary<int, int> _parameters = [];
    private readonly Dictionary<int, int> _results = [];

    /// <summary>Numbers the switches of <paramref name="layers"/>.</summary>
    public GradientSwitches(Network network, IReadOnlyList<FusedLayer> layers, Dataflow flow)
    {
        Dictionary<int, int> first = FirstParameters(network);
        foreach (FusedLayer layer in layers.Where(layer => flow.IsTrained(layer.Last.Index)))
        {
            List<int> reasons = [.. layer.Node.Inputs.Where(flow.IsTrained).Select(input => _results[input]).Distinct()];
            if (layer.Node.Parameters.Count > 0)
            {
                _parameters[layer.Node.Index] = _all.Count;
                reasons.Add(_all.Count);
                _all.Add(new GradientSwitch(layer.Node.Name, first[layer.Node.Index], layer.Node.Parameters.Count, EquatableArray<int>.Empty));
            }

            int result = reasons[0];
            if (reasons.Count > 1)
            {
                result = _all.Count;
                _all.Add(new GradientSwitch(layer.Last.Name, 0, 0, reasons.ToEquatableArray()));
            }

            foreach (Node node in layer.Nodes)
            {
                _results[node.Index] = result;
            }
        }
    }

    /// <summary>All switches; each depends on earlier ones only.</summary>
    public IReadOnlyList<GradientSwitch> All => _all;

    /// <summary>The switch of a node's parameters.</summary>
    public int Parameters(Node node) => _parameters[node.Index];

    /// <summary>The switch of the gradient of a node's result; null where no parameter stands in front of it.</summary>
    public int? Result(int node) => _results.TryGetValue(node, out int found) ? found : null;

    private static Dictionary<int, int> FirstParameters(Network network)
    {
        var first = new Dictionary<int, int>();
        int count = 0;
        foreach (Node node in network.Nodes)
        {
            first[node.Index] = count;
            count += node.Parameters.Count;
        }

        return first;
    }
}
