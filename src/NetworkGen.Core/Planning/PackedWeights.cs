using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>Whether a network's weights, packed for the kernels, fit into arrays (NG1008): channels are filled up to blocks of 16, so they can be many more than the parameters.</summary>
internal static class PackedWeights
{
    /// <summary>Training packs weights for the forward and the backward pass, gradients in an array of their own; inference packs Winograd's, which are four times as many. As much again is left for rounding.</summary>
    private const int Copies = 5;

    /// <summary>What one channel, or one parameter of a layer that is no convolution, leads to at most: it may be alone in a block of 16, and there are far fewer such vectors than this.</summary>
    private const long MostOfOne = 64 * TensorLayout.FullBlock;

    private const string WayOut = "use fewer channels or features, smaller kernels, or fewer Groups, each of which is filled up to 16 channels";

    /// <summary>Reports where they don't; plans the network only where it could be so.</summary>
    public static void Check(Network network, IssueSink issues)
    {
        if (AtMost(network) <= int.MaxValue)
        {
            return;
        }

        ExecutionPlan plan = ExecutionPlan.For(network);
        long packed = Math.Max(plan.Inference.WeightsLength, Math.Max(plan.Training.WeightsLength, plan.Training.WeightGradientsLength));
        Limits.Hold(packed, int.MaxValue, "packed weights", "all layers", WayOut, issues);
    }

    /// <summary>Numbers in each of the arrays of packed weights at most: found much faster than by planning.</summary>
    internal static long AtMost(Network network) => network.Nodes.Sum(static node =>
        (MostOfOne * node.Shape.Channels) + ((ConvolutionGeometry.Of(node) ?? ConvolutionGeometry.Transposed(node)) is { } geometry
            ? Copies * geometry.PackedLength(geometry.Taps, TensorLayout.FullBlock)
            : MostOfOne * node.Parameters.Sum(static parameter => parameter.Length)));
}
