using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields.Rules;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Rules;

/// <summary>NG3002: a bias that the batch norm behind it takes away again, with the mean.</summary>
internal static class BiasBeforeNorm
{
    /// <summary>One issue per layer as it is written; of a block's layer only where it is so wherever the block is used.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network)
    {
        var readers = new Readers(network);
        var issues = new List<NetworkIssue>();
        foreach (IGrouping<(string? Block, int Index), Node> uses in network.Nodes.Where(static node => Weights.HasBias(node.Layer)).GroupBy(AsWritten.Place))
        {
            Node node = uses.First();
            if (uses.All(use => readers.Only(use) is { Layer: BatchNorm2d }))
            {
                long saved = uses.Sum(static use => (long)use.Shape.Channels);
                new IssueSink(issues, node.Position).Report(
                    IssueId.BiasBeforeNorm,
                    "Bias",
                    EquatableArray.Of(node.Layer.Description, NodeList.Title(readers.Only(node)!), Numerals.Grouped(saved)),
                    Fix.Properties([WithoutBias(node, saved)]).ToEquatableArray());
            }
        }

        return issues;
    }

    private static Fix WithoutBias(Node node, long saved) => new(
        "Write Bias = false (" + Numerals.Grouped(saved) + " parameters fewer)",
        node.Position.Block,
        EquatableArray.Of<Edit>(new Edit.Set(node.Position.IndexInStack, "Bias", new ArgumentValue.Flag(false))));
}
