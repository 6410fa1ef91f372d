using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Where pools bring the features closest to seeing the object. Every proposal is the network computed anew.</summary>
/// <param name="network">The network.</param>
/// <param name="end">Where its features end.</param>
/// <param name="options">How much they must see.</param>
internal sealed class PoolProposal(Network network, FeatureEnd end, RuleOptions options)
{
    /// <summary>Places that are tried one by one; the first ones help most.</summary>
    private const int Tries = 6;

    private readonly int _spacing = Pools.Spacing(network);

    /// <summary>The plan with the fewest 3×3 layers, and of these the one with the fewest pools; null where no pool fits.</summary>
    public PoolPlan? Find()
    {
        var plans = new List<PoolPlan>();
        foreach ((int layer, _) in Places().Where(place => IsWorthPooling(network.Nodes[place.Node].Field)).Take(Tries))
        {
            if (Plan([layer], isLast: true) is { } plan)
            {
                plans.Add(plan);
                if (plan.Convolutions == 0)
                {
                    return plan;
                }
            }
        }

        return plans.Append(Pyramid()).OfType<PoolPlan>().OrderBy(static plan => plan.Convolutions).ThenBy(static plan => plan.Pools).FirstOrDefault();
    }

    /// <summary>
    /// As the course builds one: pool where the first features are worth it, and again after as many 3×3 layers, first those that are there,
    /// then those that are missing.
    /// </summary>
    private PoolPlan? Pyramid()
    {
        var after = new List<int>();
        int tries = 0;
        IReadOnlyList<int> since = LayersSince(after);
        foreach ((int layer, int node) in Places())
        {
            bool isFirst = after.Count == 0 && network.Nodes[node].Field.Vertical.Jump <= 1;
            if (layer == end.Layer || tries == Tries || !IsWorthPooling(network.Nodes[node].Field) || !(isFirst || since[node] >= _spacing))
            {
                continue;
            }

            tries++;
            after.Add(layer);
            if (Plan(after, isLast: true) is not { } plan)
            {
                after.Remove(layer);
            }
            else if (plan.Convolutions == 0)
            {
                return plan;
            }

            since = LayersSince(after);
        }

        return Plan(after, isLast: false);
    }

    /// <summary>The plan with pools behind these layers, and behind the features what is missing still; null where something doesn't fit.</summary>
    /// <param name="after">The layers.</param>
    /// <param name="isLast">Whether there are no more pools.</param>
    private PoolPlan? Plan(IReadOnlyCollection<int> after, bool isLast)
    {
        bool isAtEnd = after.Contains(end.Layer);
        if (WhatIf.PoolsBehind(network, after, end.Node) is not { } tensors
            || (isAtEnd ? WhatIf.Pooled(tensors[end.Node.Index]) : tensors[end.Node.Index]) is not { } map)
        {
            return null;
        }

        int since = isAtEnd ? 0 : LayersSince(after)[end.Node.Index];
        List<int> places = [.. after];
        var runs = new List<int>();
        while (ThreeByThrees.Missing(network, map, options) is { Count: <= int.MaxValue } missing)
        {
            int before = Math.Max(0, map.Field.Vertical.Jump <= 1 ? MissingBeforeFirst(map.Field) : _spacing - since);
            if (isLast || missing.Count <= 2 * _spacing
                || WhatIf.Pooled(map.Behind(before)) is not { } pooled || ThreeByThrees.Missing(network, pooled, options) is null)
            {
                bool isSeen = ThreeByThrees.Missing(network, tensors[end.Features.Index], options)?.Count == 0;
                int behindPool = places.Count + runs.Count == 0 ? 0 : options.LayersAfterPool - since;
                int last = Math.Max(Math.Max((int)missing.Count, behindPool), isSeen ? 0 : 1);
                runs.Add(last);
                bool needPadding = runs.Sum() > 0 && (runs.Count > 1 || Math.Min(map.Shape.Height, map.Shape.Width) <= 2 * last);
                return places.Count + runs.Count > 1 ? new PoolPlan(places, runs, needPadding) : null;
            }

            if (before == 0 && runs.Count == 0 && !isAtEnd)
            {
                places.Add(end.Layer);
            }
            else
            {
                runs.Add(before);
            }

            since = 0;
            map = pooled;
        }

        return null;
    }

    /// <summary>3×3 layers after which the features are worth a first pool.</summary>
    private int MissingBeforeFirst(ReceptiveField field) =>
        (int)Math.Min(1_000, Math.Ceiling((Pools.WorthPooling(network, options) - Pools.Field(field)) / 2.0));

    private bool IsWorthPooling(ReceptiveField field) => Pools.Field(field) >= Pools.WorthPooling(network, options);

    /// <summary>Behind layers of the network's own stack, before a convolution or a stage, or at the end; not behind another pool.</summary>
    private IEnumerable<(int Layer, int Node)> Places()
    {
        IReadOnlyList<int> since = LayersSince([]);
        for (int index = 0; index <= end.Node.Index; index++)
        {
            Node node = network.Nodes[index];
            bool isPlace = index == end.Node.Index
                || (network.Nodes[index + 1] is var next && next.LayerIndex == node.LayerIndex + 1 && next.Inputs.Contains(index)
                    && (next.Within.Count > 0 || (next.Layer is Convolution && FeatureLayer.IsSpatial(next))));
            if (isPlace && since[index] > 0)
            {
                yield return (node.LayerIndex, index);
            }
        }
    }

    /// <summary>For each node the layers that look at neighbours since the map was last reduced, on the longest way.</summary>
    private IReadOnlyList<int> LayersSince(IReadOnlyCollection<int> after)
    {
        int[] since = new int[end.Node.Index + 1];
        for (int index = 0; index < since.Length; index++)
        {
            Node node = network.Nodes[index];
            int longest = node.Inputs.Max(input =>
                input == Network.Input || (after.Contains(network.Nodes[input].LayerIndex) && node.LayerIndex != network.Nodes[input].LayerIndex) ? 0 : since[input]);
            FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
            bool reduces = step.Step(step.Vertical) > 1 || step.Step(step.Horizontal) > 1;
            since[index] = reduces ? 0 : longest + (step.IsSpatial ? 1 : 0);
        }

        return since;
    }
}
