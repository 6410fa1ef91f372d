using System;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>Whether a network's weights, packed for the kernels, fit into arrays (NG1008): channels are filled up to blocks of 16, so they can be many more than the parameters.</summary>
internal static class PackedWeights
{
    /// <summary>
    /// Packed weights that one parameter or channel leads to at most: blocks of 16×16 hold one where channels are alone in their groups, and
    /// training packs for the forward and the backward pass; as much again is left for biases and statistics.
    /// </summary>
    private const long MostOfOne = 4 * TensorLayout.FullBlock * TensorLayout.FullBlock;

    private const string WayOut = "use fewer channels or features, smaller kernels, or fewer Groups, each of which is filled up to 16 channels";

    /// <summary>Reports where they don't; plans the network only where it could be so.</summary>
    public static void Check(Network network, IssueSink issues)
    {
        long most = int.MaxValue / MostOfOne;
        if (network.ParameterCount + network.Nodes.Sum(static node => (long)node.Shape.Channels) <= most)
        {
            return;
        }

        ExecutionPlan plan = ExecutionPlan.For(network);
        long packed = Math.Max(plan.Inference.WeightsLength, Math.Max(plan.Training.WeightsLength, plan.Training.WeightGradientsLength));
        Limits.Hold(packed, int.MaxValue, "packed weights", "all layers", WayOut, issues);
    }
}
