using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Convolutions one behind the other, on maps of one jump: the dilations of one fill what those of another leave out.</summary>
internal static class DilationRun
{
    /// <summary>All runs of a network, each as long as it can be.</summary>
    public static IReadOnlyList<IReadOnlyList<Node>> Of(Network network)
    {
        IReadOnlyList<Node>[] runs = [.. network.Nodes.Where(static node => node.Layer is Convolution && FeatureLayer.IsSpatial(node)).Select(last => Before(network, last))];
        var continued = new HashSet<int>(runs.Where(static run => run.Count > 1).Select(static run => run[run.Count - 2].Index));
        return [.. runs.Where(run => !continued.Contains(run[run.Count - 1].Index))];
    }

    /// <summary>The run that ends in a convolution, itself last: back over activations and norms to a stride, a pool or a join.</summary>
    private static IReadOnlyList<Node> Before(Network network, Node last)
    {
        List<Node> run = [last];
        for (int input = last.Inputs[0]; input != Network.Input && network.Nodes[input] is { Layer: not Join } node && !FeatureLayer.SeesAll(node.Field); input = node.Inputs[0])
        {
            FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
            if (node.Layer is Convolution { Stride: 1 } && step.IsSpatial)
            {
                run.Insert(0, node);
            }
            else if (step != FieldStep.Pointwise && (step.IsSpatial || step.Step(step.Vertical) != 1 || step.Step(step.Horizontal) != 1))
            {
                break;
            }
        }

        return run;
    }

    /// <summary><c>1, 2, 5</c>.</summary>
    public static string Text(IEnumerable<int> dilations) => string.Join(", ", dilations.Select(static dilation => Numerals.Grouped(dilation)));
}
