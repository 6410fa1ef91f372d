using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Convolutions one behind the other, on maps of one jump: the dilations of one fill what those of another leave out.</summary>
internal static class DilationRun
{
    /// <summary>All runs of a network, each as long as it can be: back over activations and norms to a stride, a pool or a join.</summary>
    public static IReadOnlyList<IReadOnlyList<Node>> Of(Network network)
    {
        Node[] convolutions = [.. network.Nodes.Where(static node => node.Layer is Convolution && FeatureLayer.IsSpatial(node))];
        var before = convolutions.ToDictionary(static node => node.Index, node => Before(network, node));
        var continued = new HashSet<int>(before.Values.OfType<Node>().Select(static node => node.Index));
        return [.. convolutions.Where(node => !continued.Contains(node.Index)).Select(EndingIn)];

        IReadOnlyList<Node> EndingIn(Node last)
        {
            List<Node> run = [];
            for (Node? node = last; node is not null; node = before[node.Index])
            {
                run.Add(node);
            }

            run.Reverse();
            return run;
        }
    }

    /// <summary>The convolution that a run goes on from; null where it begins.</summary>
    private static Node? Before(Network network, Node convolution)
    {
        for (int input = convolution.Inputs[0]; input != Network.Input && network.Nodes[input] is { Layer: not Join } node && !FeatureLayer.SeesAll(node.Field); input = node.Inputs[0])
        {
            FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
            if (step.IsSpatial || step.Step(step.Vertical) != 1 || step.Step(step.Horizontal) != 1)
            {
                return node.Layer is Convolution { Stride: 1 } ? node : null;
            }
        }

        return null;
    }

    /// <summary><c>1, 2, 5</c>.</summary>
    public static string Text(IEnumerable<int> dilations) => string.Join(", ", dilations.Select(static dilation => Numerals.Grouped(dilation)));
}
