using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Rules;

/// <summary>NG3005: one linear layer on the positions of a map holds more than half of the network's parameters.</summary>
internal static class LinearOnLargeMap
{
    /// <summary>At most one issue, as only one layer can hold more than half.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network)
    {
        var issues = new List<NetworkIssue>();
        long all = network.ParameterCount;
        if (network.Nodes.FirstOrDefault(node => node.Layer is Linear && 2 * Weights.Count(node) > all) is { } linear
            && MapBefore(network, linear) is { } map)
        {
            long held = Weights.Count(linear);
            long pooled = held - (linear.Shape.Length * (map.Length - map.Channels));
            new IssueSink(issues, linear.Position).Report(
                IssueId.LinearOnLargeMap, null, linear.Layer.Description, Numerals.Grouped(held), Numerals.Grouped(all), Numerals.Percent(held, all),
                map.ToString(), Numerals.Grouped(pooled));
        }

        return issues;
    }

    /// <summary>The map whose values the layer reads one by one, if convolutions made it: a network of linear layers alone has no other way.</summary>
    private static TensorShape? MapBefore(Network network, Node linear)
    {
        Node? node = Backwards.Past(
            network,
            Backwards.From(network, linear),
            static node => node is { Layer: Activation or PReLU or Dropout or BatchNorm2d, Shape.IsVector: true });
        return node is { Layer: Flatten } && node.InputShapes[0] is { IsVector: false } map && map.Height * map.Width > 1
            && network.Nodes.Any(other => other.Index < node.Index && other.Layer is Convolution or ConvTranspose2d)
            ? map
            : null;
    }
}
