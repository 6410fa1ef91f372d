using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.LayerFigures;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>What every layer of a network takes, one image, one thread, beside what the compiler's cost model says.</summary>
internal static class LayersCommand
{
    private const double FlopsPerCycle = 64;
    private const string None = "–";

    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(5);

    /// <summary>Prints the table of a network.</summary>
    public static void Run(Report report, string name)
    {
        report.Heading($"The layers of {name}, one image, one thread");
        Network network = NetworkGraph.Of(name);
        var peak = new PeakBracket();
        IReadOnlyList<LayerTime> times = LayerTimes.Measure(network, _budget);
        peak.Close();

        var model = new LayerModel(network);
        var layers = FusedLayer.Group(network, new Dataflow(network), training: false).ToDictionary(static layer => layer.Node.Name);
        double hertz = peak.Peak * 1e9 / FlopsPerCycle;
        Row[] rows = [.. times.Select(time => Row.Of(time, layers.GetValueOrDefault(time.Title.Split(": ")[0]), model, hertz))];
        double total = rows.Sum(static row => row.Seconds);
        report.Table(
            ["layer", "computed by", "ms", "share", "modelled, ms", "measured / modelled", "GFLOP/s", "of the FMA peak"],
            [.. rows.SelectMany(row => row.Cells(total, peak.Peak)), .. Row.Total(rows).Cells(total, peak.Peak)]);
        report.Paragraph(Invariant($"The least time of each layer among the others, of many images. The model counts cycles of two 512-bit units, here at {hertz / 1e9:F2} GHz, and convolutions only; GFLOP/s are a direct sum's."));
        report.Paragraph(peak.Foot);
    }

    /// <summary>A layer with what is measured and modelled of it.</summary>
    /// <param name="Title">The comment above it in emitted code.</param>
    /// <param name="Algorithm">How it is computed.</param>
    /// <param name="Seconds">Measured.</param>
    /// <param name="Modelled">Seconds that the model says; null where it says nothing.</param>
    /// <param name="Ratio">Measured for one second modelled.</param>
    /// <param name="Macs">Multiply-adds of a direct sum.</param>
    /// <param name="Parts">Its calls.</param>
    private sealed record Row(
        string Title, string Algorithm, double Seconds, double? Modelled, double? Ratio, long Macs, IReadOnlyList<(string Kernel, double Seconds)> Parts)
    {
        public static Row Of(LayerTime time, FusedLayer? layer, LayerModel model, double hertz)
        {
            (string Algorithm, double Cycles)? modelled = layer is null ? null : model.Of(layer.Node);
            double? seconds = modelled?.Cycles / hertz;
            return new Row(
                time.Title, modelled?.Algorithm ?? time.Parts.MaxBy(static part => part.Seconds).Kernel, time.Seconds, seconds, time.Seconds / seconds,
                layer?.Nodes.Sum(static node => node.Macs) ?? 0, time.Parts);
        }

        /// <summary>The sums of all; what is not modelled is left out of the ratio.</summary>
        public static Row Total(IReadOnlyCollection<Row> rows)
        {
            double modelled = rows.Sum(static row => row.Modelled ?? 0);
            return new Row(
                "all", "", rows.Sum(static row => row.Seconds), modelled, rows.Where(static row => row.Modelled is not null).Sum(static row => row.Seconds) / modelled,
                rows.Sum(static row => row.Macs), []);
        }

        /// <summary>Its line, and one for each call where there are several.</summary>
        public IEnumerable<string[]> Cells(double total, double peak)
        {
            double gflops = 2e-9 * Macs / Seconds;
            yield return
            [
                Title, Algorithm, Milliseconds(Seconds), Percent(Seconds / total),
                Modelled is { } modelled ? Milliseconds(modelled) : None, Ratio is { } ratio ? Invariant($"{ratio:F2}") : None,
                Macs == 0 ? None : Invariant($"{gflops:F0}"), Macs == 0 ? None : Percent(gflops / peak),
            ];
            foreach ((string kernel, double seconds) in Parts.Count > 1 ? Parts : [])
            {
                yield return ["", "— " + kernel, Milliseconds(seconds), Percent(seconds / total), "", "", "", ""];
            }
        }

        private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F4}");

        private static string Percent(double share) => Invariant($"{100 * share:F1} %");
    }
}
