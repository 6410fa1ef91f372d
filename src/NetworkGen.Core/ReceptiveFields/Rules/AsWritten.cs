using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>From nodes back to the layers that were written: a block's layer is many nodes where the block is used many times.</summary>
internal static class AsWritten
{
    /// <summary>Of the nodes that come from one written layer the first.</summary>
    public static IEnumerable<Node> Once(IEnumerable<Node> nodes) => nodes.GroupBy(static node => Place(node)).Select(static same => same.First());

    /// <summary>The stack that the node's layer is written in, and its index there.</summary>
    public static (string? Block, int Index) Place(Node node) => (node.Position.Block, node.Position.IndexInStack);

    /// <summary>That stack.</summary>
    public static EquatableArray<LayerDeclaration> Stack(Network network, Node node) => Place(node).Block is { } name
        ? network.Declaration.Blocks.First(block => block.Name == name).Layers
        : network.Declaration.Layers;

    /// <summary>The layer as it was written.</summary>
    public static LayerDeclaration Declared(Network network, Node node) => Stack(network, node)[Place(node).Index];

    /// <summary>Whether <c>Shortcut</c> made it, and nobody wrote it.</summary>
    public static bool IsShortcut(Network network, Node node) => Declared(network, node).Kind == "Shortcut";

    /// <summary>An issue of the layer; of a block's layer with the way there.</summary>
    /// <param name="node">The node that the message speaks of.</param>
    /// <param name="id">One of <see cref="IssueId"/>.</param>
    /// <param name="argument">The argument at fault, or null.</param>
    /// <param name="fixes">Ways to mend it.</param>
    /// <param name="messages">What fills the message; the first says which layer.</param>
    public static NetworkIssue Issue(Node node, string id, string? argument, IEnumerable<Fix> fixes, params string[] messages)
    {
        var issues = new List<NetworkIssue>();
        new IssueSink(issues, node.Position).Report(id, argument, fixes, messages);
        return issues[0];
    }
}
