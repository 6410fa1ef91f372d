using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetworkGen.Cli.Model;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Cli.Report;

/// <summary>The fields of all outputs of all layers, by the exact engine. Many layers see alike, rows and columns too; each view is kept once.</summary>
internal sealed class AxisTable(Network network)
{
    private readonly MapSizes _maps = MapSizes.Of(network);
    private readonly List<AxisModel> _axes = [];
    private readonly Dictionary<string, int> _known = [];
    private readonly Dictionary<(int Node, Axis Axis), int> _done = [];

    /// <summary>The views so far.</summary>
    public IReadOnlyList<AxisModel> Axes => _axes;

    /// <summary>Which of them is a layer's.</summary>
    public int IndexOf(Node node, Axis axis)
    {
        AxisModel axisModel = Compute(node, axis);
        string key = JsonSerializer.Serialize(axisModel, JsonFormat.Compact.AxisModel);
        if (!_known.TryGetValue(key, out int index))
        {
            _known[key] = index = _axes.Count;
            _axes.Add(axisModel);
        }

        _done[(node.Index, axis)] = index;
        return index;
    }

    private AxisModel Compute(Node node, Axis axis)
    {
        AxisReads reads = _maps.Reads(node, node.Inputs[0], axis);
        Progression[] local = [.. Enumerable.Range(0, reads.Outputs).Select(index => reads.Of(index))];

        // What looks at one position sees what its input sees: two layers of three are so.
        if (node.Inputs is [int only] && reads.IsPointwise && _done.TryGetValue((only, axis), out int before))
        {
            return _axes[before] with { Inputs = reads.Inputs, LocalFirst = First(local), LocalSpacing = Spacing(local), LocalCount = Taps(local) };
        }

        Interval[] global = [.. Enumerable.Range(0, reads.Outputs).Select(index => ExactField.Theoretical(network, node, axis, index))];
        return new AxisModel(
            reads.Outputs,
            reads.Inputs,
            First(local),
            Spacing(local),
            Taps(local),
            Sequence.Of([.. global.Select(static interval => interval.Low)]),
            Sequence.Of([.. global.Select(static interval => interval.High)]),
            Read(node, axis, global));
    }

    private static Sequence First(Progression[] local) => Sequence.Of([.. local.Select(static taps => taps.First)]);

    private static Sequence Spacing(Progression[] local) => Sequence.Of([.. local.Select(static taps => taps.Step)]);

    private static Sequence Taps(Progression[] local) => Sequence.Of([.. local.Select(static taps => taps.Count)]);

    /// <summary>The runs of each output, or null where no output leaves anything of its field out.</summary>
    private IReadOnlyList<IReadOnlyList<long>>? Read(Node node, Axis axis, Interval[] global)
    {
        Interval image = Interval.Of(network.InputShape.Along(axis));
        Interval[][] read = [.. global.Select((_, index) => ExactField.Read(network, node, axis, index).Runs().ToArray())];
        return read.Zip(global).All(pair => pair.First is [Interval run] && run == pair.Second.Clip(image))
            ? null
            : [.. read.Select(static runs => runs.SelectMany(static run => new[] { run.Low, run.High }).ToArray())];
    }
}
