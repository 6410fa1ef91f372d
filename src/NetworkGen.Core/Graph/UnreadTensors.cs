using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Graph;

/// <summary>Finds results that nothing reads (NG0008): the end of a branch that leads nowhere, not all that leads there; in a stage once for all repetitions.</summary>
internal static class UnreadTensors
{
    /// <summary>Reports each.</summary>
    public static void Check(Network network, List<NetworkIssue> issues)
    {
        var read = new HashSet<int>(network.Nodes.SelectMany(static node => node.Inputs)) { network.OutputIndex };
        foreach (IGrouping<LayerPosition, Node> unread in network.Nodes
            .Where(node => !read.Contains(node.Index))
            .GroupBy(static node => node.Position))
        {
            Node node = unread.First();
            new IssueSink(issues, unread.Key)
                .Report(IssueId.UnreadTensor, null, NodeList.Title(node), node.Shape.ToString());
        }
    }
}
