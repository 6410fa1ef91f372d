using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>
/// A condition on the backward pass that is decided when it starts, since parameters can be frozen: whether the gradient of a result is wanted
/// because a parameter that is trained stands in front of it.
/// </summary>
/// <param name="Title">The node whose result it is.</param>
/// <param name="Results">The switches of earlier results of which one being on is enough.</param>
/// <param name="Parameters">The parameters, by their place in the network's order, of which one being trained is enough.</param>
public sealed record GradientSwitch(string Title, EquatableArray<int> Results, EquatableArray<int> Parameters);

/// <summary>What must be so, when a backward pass starts, for a call to be made.</summary>
/// <param name="IsParameter">Whether a parameter must be trained; otherwise the gradient of a result must be wanted.</param>
/// <param name="Index">The parameter's place in the network's order, or the result's switch.</param>
/// <param name="Name">What the index is called in a method of several phases; null where it is a number.</param>
public sealed record GradientCondition(bool IsParameter, int Index, string? Name = null);

/// <summary>The switches of a network: one for each result that has reasons of its own to be wanted; the others share that of what they read.</summary>
internal sealed class GradientSwitches
{
    private readonly List<GradientSwitch> _all = [];
    private readonly Dictionary<int, int> _results = [];

    /// <summary>Numbers the switches of <paramref name="layers"/>.</summary>
    public GradientSwitches(IReadOnlyList<FusedLayer> layers, Dataflow flow, ParameterOffsets parameters)
    {
        foreach (FusedLayer layer in layers.Where(layer => flow.IsTrained(layer.Last.Index)))
        {
            int[] reasons = [.. layer.Node.Inputs.Where(flow.IsTrained).Select(input => _results[input]).Distinct()];
            int[] own = [.. layer.Node.Parameters.Select(spec => parameters.Index(spec.Name))];
            int result = _all.Count;
            if (reasons.Length == 1 && own.Length == 0)
            {
                result = reasons[0];
            }
            else
            {
                _all.Add(new GradientSwitch(layer.Last.Name, reasons.ToEquatableArray(), own.ToEquatableArray()));
            }

            foreach (Node node in layer.Nodes)
            {
                _results[node.Index] = result;
            }
        }
    }

    /// <summary>All switches; each depends on earlier ones only.</summary>
    public IReadOnlyList<GradientSwitch> All => _all;

    /// <summary>The condition of the gradient of a node's result; null where no parameter stands in front of it.</summary>
    public GradientCondition? Result(int node) => _results.TryGetValue(node, out int found) ? new GradientCondition(IsParameter: false, found) : null;
}
