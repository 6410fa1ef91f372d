using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2002: a convolution whose input already sees the whole image along the shortest way there. Its kernel brings together values that
/// have all seen everything: parameters without context. (Pools at such places still make the map smaller, and aren't counted.)
/// </summary>
internal static class Unproductive
{
    /// <summary>At most one issue, at the first such convolution.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        Node[] unproductive = [.. Of(network)];
        if (unproductive.Length == 0)
        {
            yield break;
        }

        Node first = unproductive[0];
        TensorShape image = network.InputShape;
        yield return AsWritten.Issue(
            first, IssueId.Unproductive, null, [],
            first.Layer.Description,
            Numerals.Grouped(image.Width) + "×" + Numerals.Grouped(image.Height),
            Numerals.Grouped(unproductive.Length),
            Numerals.Grouped(network.Nodes.Count(IsConvolution)),
            WayOut(network, unproductive));
    }

    /// <summary>Behind what makes a map finer the image is drawn again, not looked at.</summary>
    private static IEnumerable<Node> Of(Network network)
    {
        var isFiner = new bool[network.Nodes.Count + 1];
        foreach (Node node in network.Nodes)
        {
            isFiner[node.Index + 1] = node.Inputs.Any(input => isFiner[input + 1])
                || node.Layer.FieldStep(node.InputShapes[0]).Sampling is Sampling.Nearest or Sampling.Bilinear or Sampling.Transposed;
            if (IsConvolution(node) && !isFiner[node.Index + 1] && SeesImage(network.FieldOf(node.Inputs[0]), network.InputShape))
            {
                yield return node;
            }
        }
    }

    private static bool IsConvolution(Node node) => node.Layer is Convolution && FeatureLayer.IsSpatial(node) && !FeatureLayer.SeesAll(node.Field);

    private static bool SeesImage(ReceptiveField field, TensorShape image) => field.Vertical.Smallest >= image.Height && field.Horizontal.Smallest >= image.Width;

    /// <summary>An image just too large for the last of them makes them all productive, if the network can be built on it.</summary>
    private static string WayOut(Network network, Node[] unproductive)
    {
        long seen = unproductive.Max(node => Math.Min(network.FieldOf(node.Inputs[0]).Vertical.Smallest, network.FieldOf(node.Inputs[0]).Horizontal.Smallest));
        var larger = new ArgumentValue.Integer(seen + 1);
        var fix = new Fix("", null, EquatableArray.Of<Edit>(
            new Edit.Set(NetworkIssue.WholeNetwork, "Height", larger), new Edit.Set(NetworkIssue.WholeNetwork, "Width", larger)));
        string size = Numerals.Grouped(seen) + "×" + Numerals.Grouped(seen);
        return unproductive.Length == 1 ? Words("it") : Words("them");

        string Words(string them) => "leave " + them + " out"
            + (fix.Try(network) is { } grown && !Of(grown).Any() ? ", or feed images of more than " + size + " pixels" : "");
    }
}
