using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Other dilations for a run of convolutions, which leave no holes and change the field least; tried on the whole network.</summary>
/// <param name="Fix">The change of the declaration.</param>
/// <param name="Text">For messages: <c>1, 2, 3 read all 13</c>.</param>
internal sealed record DilationProposal(Fix Fix, string Text)
{
    /// <summary>Longer runs, and wider ones (in positions of their map), are left to their author.</summary>
    private const int MostLayers = 16;
    private const int MostReach = 1_024;

    /// <summary>The proposal; null where the run is not written as layers of one stack, each with a dilation of its own, or where nothing helps.</summary>
    public static DilationProposal? Find(Network network, IReadOnlyList<Node> run)
    {
        if (run.Count is < 2 or > MostLayers
            || run.Select(static node => AsWritten.Place(node).Block).Distinct().Count() > 1
            || run.Select(AsWritten.Place).Distinct().Count() < run.Count)
        {
            return null;
        }

        AxisField arriving = network.FieldOf(run[0].Inputs[0]).Vertical;
        int reach = (int)Math.Max(Math.Min(Math.Floor(arriving.Span / arriving.Jump), MostReach), 1);
        int[] kernels = [.. run.Select(static node => Math.Max(Of(node).KernelHeight, Of(node).KernelWidth))];
        int[] dilations = [.. run.Select(static node => Of(node).Dilation)];
        if (Dilations(kernels, dilations, reach) is not { } proposed)
        {
            return null;
        }

        string text = DilationRun.Text(proposed);
        var fix = new Fix("Use the dilations " + text, AsWritten.Place(run[0]).Block, run.SelectMany((node, index) => Edits(node, proposed[index])).ToEquatableArray());
        Node last = run[run.Count - 1];
        return fix.Try(network) is { } changed && changed.Nodes.Count == network.Nodes.Count && !DilationHoles.HasHoles(changed, last.Index)
            ? new DilationProposal(fix, text + " read all " + Numerals.Grouped(Size(changed.Nodes[last.Index].Field)))
            : null;
    }

    /// <summary>
    /// Dilations of which each is at most the reach of those before it, so that its taps leave nothing between them; of those that come
    /// nearest to the run's field, but not beyond it, the ones that differ least from the declared.
    /// </summary>
    /// <param name="kernels">Taps of each layer.</param>
    /// <param name="dilations">Its dilation now.</param>
    /// <param name="reach">Neighbouring positions that the run's input leaves no gap between: 1 where it sees single pixels.</param>
    internal static int[]? Dilations(IReadOnlyList<int> kernels, IReadOnlyList<int> dilations, int reach)
    {
        int field = reach + kernels.Select((kernel, layer) => (kernel - 1) * dilations[layer]).Sum();
        if (field > MostReach)
        {
            return null;
        }

        // The least difference with which so many layers reach so far, and the last one's dilation.
        var best = new (int Difference, int Dilation)?[kernels.Count + 1, field + 1];
        best[0, reach] = (0, 0);
        for (int layer = 0; layer < kernels.Count; layer++)
        {
            for (int before = reach; before <= field; before++)
            {
                for (int dilation = 1; best[layer, before] is { } so && dilation <= before && before + ((kernels[layer] - 1) * dilation) <= field; dilation++)
                {
                    int after = before + ((kernels[layer] - 1) * dilation);
                    int difference = so.Difference + Math.Abs(dilation - dilations[layer]);
                    if (!(best[layer + 1, after]?.Difference <= difference))
                    {
                        best[layer + 1, after] = (difference, dilation);
                    }
                }
            }
        }

        int end = field;
        while (end > reach && best[kernels.Count, end] is null)
        {
            end--;
        }

        var found = new int[kernels.Count];
        for (int layer = kernels.Count; layer > 0; layer--)
        {
            if (best[layer, end] is not { } step)
            {
                return null;
            }

            found[layer - 1] = step.Dilation;
            end -= (kernels[layer - 1] - 1) * step.Dilation;
        }

        return found;
    }

    private static int Size(ReceptiveField field) => Math.Max(field.Vertical.Size, field.Horizontal.Size);

    private static Convolution Of(Node node) => (Convolution)node.Layer;

    /// <summary>The dilation, and the padding with it where that was what keeps the size.</summary>
    private static IEnumerable<Edit> Edits(Node node, int dilation)
    {
        Convolution layer = Of(node);
        if (layer.Dilation == dilation)
        {
            yield break;
        }

        int index = AsWritten.Place(node).Index;
        yield return new Edit.Set(index, "Dilation", new ArgumentValue.Integer(dilation));
        if (layer.Padding is { IsSame: false, Amount: > 0 } padding && layer.KernelHeight == layer.KernelWidth && 2 * padding.Amount == (layer.KernelHeight - 1) * layer.Dilation)
        {
            yield return new Edit.Set(index, "Padding", new ArgumentValue.Integer((layer.KernelHeight - 1) * dilation / 2));
        }
    }
}
