using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2005: a window that moves on by more than it spans. What lies between is computed and never seen. On a shortcut it is seen by the
/// other path, so there nothing is said.
/// </summary>
internal static class StrideSkips
{
    /// <summary>One issue for each layer as it was written.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        Node[] skipping = [.. network.Nodes.Where(Skips)];
        if (skipping.Length == 0)
        {
            yield break;
        }

        var trials = new Trials(network);
        ILookup<int, Node> readers = network.Nodes.SelectMany(static node => node.Inputs.Select(input => (input, node))).ToLookup(static read => read.input, static read => read.node);
        foreach (Node node in AsWritten.Once(skipping.Where(node => !AsWritten.IsShortcut(network, node) && !IsAdded(node, readers))))
        {
            FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
            bool rows = Skips(step, step.Vertical, node.Shape.Height);
            bool columns = Skips(step, step.Horizontal, node.Shape.Width);
            Window window = rows ? step.Vertical : step.Horizontal;
            yield return AsWritten.Issue(
                node, IssueId.StrideSkips, "Stride", Fixes(network, node, trials),
                node.Layer.Description,
                Numerals.Grouped(window.Extent),
                Numerals.Grouped(window.Stride),
                rows && columns && step.Vertical.Extent == step.Horizontal.Extent ? "rows and columns" : rows ? "rows" : "columns");
        }
    }

    private static bool Skips(Node node)
    {
        FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
        return !FeatureLayer.SeesAll(node.Field) && (Skips(step, step.Vertical, node.Shape.Height) || Skips(step, step.Horizontal, node.Shape.Width));
    }

    /// <summary>With one output nothing lies between; what is left over at the end is another matter.</summary>
    private static bool Skips(FieldStep step, Window window, int outputs) =>
        step is { IsGlobal: false, Sampling: Sampling.Slide } && window.Extent < window.Stride && outputs > 1;

    /// <summary>A 1×1 whose result, perhaps normed, is added to another path: a shortcut written out.</summary>
    private static bool IsAdded(Node node, ILookup<int, Node> readers) =>
        node.Layer is Conv2d { KernelHeight: 1, KernelWidth: 1 }
        && readers[node.Index].SelectMany(reader => reader.Layer is BatchNorm2d or ImageNorm ? readers[reader.Index] : [reader]).Any(static reader => reader.Layer is Add);

    /// <summary>The least odd kernel without gaps.</summary>
    private static IEnumerable<Fix> Fixes(Network network, Node node, Trials trials) =>
        node.Layer is Convolution layer && layer.KernelHeight == layer.KernelWidth && layer.Dilation == 1
        && trials.Sound(OtherKernel.Of(network, node, layer.Stride + 1 - (layer.Stride % 2), mustKeep: true)) is { } fix
            ? [fix]
            : [];
}
