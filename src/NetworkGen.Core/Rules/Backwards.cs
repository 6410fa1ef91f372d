using System;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Rules;

/// <summary>The way from a layer back to the input, along what each layer reads first.</summary>
internal static class Backwards
{
    /// <summary>The layer that <paramref name="node"/> reads, or null where it reads the input.</summary>
    public static Node? From(Network network, Node node) => node.Inputs[0] == Network.Input ? null : network.Nodes[node.Inputs[0]];

    /// <summary>The first layer from <paramref name="node"/> on, itself included, that is not passed over; null where the input comes first.</summary>
    public static Node? Past(Network network, Node? node, Func<Node, bool> isPassed)
    {
        while (node is not null && isPassed(node))
        {
            node = From(network, node);
        }

        return node;
    }
}
