using System.Linq;

namespace NetworkGen.Core.Graph;

/// <summary>What a network costs. Exact counts, from the graph alone; what a plan makes of them (shared buffers, fused layers) is the plan's.</summary>
public static class Cost
{
    /// <summary>Trained values of a node.</summary>
    public static long Parameters(Node node) => node.Parameters.Sum(static parameter => parameter.Length);

    /// <summary>Bytes of a node's output for one image, as float32.</summary>
    public static long ActivationBytes(Node node) => node.Shape.Length * sizeof(float);

    /// <summary>
    /// Bytes of all nodes' outputs for one image, as float32: what a training step keeps per image, and an upper bound of
    /// what inference needs. Independent of fusion and buffer sharing, so a budget holds whatever the planner does.
    /// </summary>
    public static long ActivationBytes(Network network) => network.Nodes.Sum(static node => ActivationBytes(node));
}
