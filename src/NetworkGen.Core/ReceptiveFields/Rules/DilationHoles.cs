using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2004: dilations that leave holes in the field. With 2, 2, 2 every output sees each second pixel of 13, and its neighbour the others:
/// two grids that never meet.
/// </summary>
internal static class DilationHoles
{
    /// <summary>One issue for each run of dilated convolutions as it was written, at its last one, if the features don't read what it leaves out.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        if (!network.Nodes.Any(IsDilated) || FeatureLayer.Of(network) is not { } features || !HasHoles(network, features.Index))
        {
            return [];
        }

        IReadOnlyList<Node>[] runs = [.. DilationRun.Of(network).Where(run => LeavesHoles(network, run))];
        return AsWritten.Once(runs.Select(static run => run.Last(IsDilated))).Select(last => Issue(network, last, runs.First(run => run.Contains(last))));
    }

    /// <summary>Whether a run brings holes in: there are none before it, neither in what a position sees nor between neighbours.</summary>
    private static bool LeavesHoles(Network network, IReadOnlyList<Node> run)
    {
        int input = run[0].Inputs[0];
        ReceptiveField arriving = network.FieldOf(input);
        return run.Any(IsDilated)
            && arriving.Vertical.Span >= arriving.Vertical.Jump && arriving.Horizontal.Span >= arriving.Horizontal.Jump
            && HasHoles(network, run[run.Count - 1].Index) && !HasHoles(network, input);
    }

    /// <summary>Whether a tensor's positions leave out pixels between the first and the last that they are made of.</summary>
    internal static bool HasHoles(Network network, int tensor) =>
        tensor != Network.Input && ExactField.Touched(network, network.Nodes[tensor]) is var (rows, columns) && rows.Holes + columns.Holes > 0;

    private static bool IsDilated(Node node) => node.Layer is Convolution { Dilation: > 1 } && FeatureLayer.IsSpatial(node) && !FeatureLayer.SeesAll(node.Field);

    private static NetworkIssue Issue(Network network, Node last, IReadOnlyList<Node> run)
    {
        (PixelSet rows, PixelSet columns) = ExactField.Touched(network, last);
        PixelSet holed = rows.Holes > 0 ? rows : columns;
        DilationProposal? proposal = DilationProposal.Find(network, run);
        return AsWritten.Issue(
            last, IssueId.DilationHoles, null, proposal is null ? [] : [proposal.Fix],
            last.Layer.Description,
            Numerals.Grouped(holed.Count),
            Numerals.Grouped(holed.Hull.Length),
            rows.Holes > 0 && columns.Holes > 0 ? "pixels" : rows.Holes > 0 ? "rows" : "columns",
            run.Count == 1 ? "its dilation leaves" : "the dilations " + DilationRun.Text(run.Select(static node => ((Convolution)node.Layer).Dilation)) + " leave",
            proposal?.Text ?? "a dilation leaves none while it is at most what the layers before it span together");
    }
}
