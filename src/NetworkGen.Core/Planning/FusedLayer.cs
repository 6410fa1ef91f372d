using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>Nodes that run as one step: a convolution with the batch norm behind it (inference only) and a cheap activation.</summary>
/// <param name="Node">The node that does the work.</param>
/// <param name="BatchNorm">The batch norm folded into its weights, or null.</param>
/// <param name="Activation">The activation applied before the store, or null.</param>
public sealed record FusedLayer(Node Node, Node? BatchNorm, Node? Activation)
{
    /// <summary>The node whose result is stored.</summary>
    public Node Last => Activation ?? BatchNorm ?? Node;

    /// <summary>What happens before a store.</summary>
    public Epilogue Epilogue => Activation is null ? Epilogue.None : Epilogue.For((Activation)Activation.Layer)!.Value;

    /// <summary>Every node of it.</summary>
    public IEnumerable<Node> Nodes => new[] { Node, BatchNorm, Activation }.OfType<Node>();

    /// <summary>How comments call it: <c>1: Conv2d 3×3, 16 + ReLU</c>.</summary>
    public string Title => Node.Name + ": " + string.Join(" + ", Nodes.Select(static node => node.Layer.Description));

    /// <summary>Groups the nodes of a network, in topological order.</summary>
    public static IReadOnlyList<FusedLayer> Group(Network network, bool training)
    {
        var taken = new HashSet<int>();
        var groups = new List<FusedLayer>();
        foreach (Node node in network.Nodes.Where(node => !taken.Contains(node.Index)))
        {
            Node? batchNorm = null;
            Node? activation = null;
            if (node.Layer is Convolution or Linear or BatchNorm2d)
            {
                batchNorm = training || node.Layer is BatchNorm2d ? null : OnlyConsumer(network, node, static layer => layer is BatchNorm2d);
                activation = OnlyConsumer(network, batchNorm ?? node, layer => layer is Activation candidate && Fuses(candidate, training));
            }

            var group = new FusedLayer(node, batchNorm, activation);
            taken.UnionWith(group.Nodes.Select(static member => member.Index));
            groups.Add(group);
        }

        return groups;
    }

    private static bool Fuses(Activation activation, bool training) =>
        Epilogue.For(activation) is not null && (!training || ActivationFormula.For(activation).FromOutput);

    private static Node? OnlyConsumer(Network network, Node node, System.Func<Layer, bool> suits)
    {
        Node[] consumers = [.. network.Nodes.Where(other => other.Inputs.Contains(node.Index))];
        return consumers.Length == 1 && node != network.Output && suits(consumers[0].Layer) ? consumers[0] : null;
    }
}
