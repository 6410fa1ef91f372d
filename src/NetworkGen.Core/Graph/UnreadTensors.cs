using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Graph;

/// <summary>Finds results that nothing reads (NG0008): the end of a branch that leads nowhere, not all that leads there.</summary>
internal static class UnreadTensors
{
    /// <summary>Reports each.</summary>
    public static void Check(Network network, List<NetworkIssue> issues)
    {
        var read = new HashSet<int>(network.Nodes.SelectMany(static node => node.Inputs)) { network.OutputIndex };
        foreach (Node node in network.Nodes.Where(node => !read.Contains(node.Index)))
        {
            new IssueSink(issues, new LayerPosition(node.LayerIndex, node.Within))
                .Report(IssueId.UnreadTensor, null, NodeList.Title(node), node.Shape.ToString());
        }
    }
}
