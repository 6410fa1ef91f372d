using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Benchmarks.Peers;
using NetworkGen.Benchmarks.ZooFigures;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>Inference of whole networks beside ONNX Runtime and libtorch: the same weights, the same images, the same threads, one process.</summary>
internal static class PeersCommand
{
    private const string Started = nameof(Mnist);
    private const double StartTargetMilliseconds = 60;

    private static readonly int[] _batchSizes = [1, 64];
    private static readonly int[] _threads = [.. new[] { 1, 2 }.Where(static threads => threads <= Environment.ProcessorCount)];

    /// <summary>Prints the tables of all networks.</summary>
    public static void Run(Report report) => Run(report, KnownNetwork.Compared);

    /// <summary>Prints the tables of one network.</summary>
    public static void Run(Report report, string network) => Run(report, [KnownNetwork.Named(network)]);

    private static void Run(Report report, IReadOnlyList<KnownNetwork> networks)
    {
        report.Heading("Inference against ONNX Runtime and libtorch");

        // Before there are peers, whose threads would look out for work beside the process that starts.
        FirstInference start = FirstInference.BestOf(Started);
        bool hasTorch = Torch.TryLoad(out string refusal);
        var peak = new PeakBracket();
        Comparison[] comparisons = [.. networks.SelectMany(network => new Contest(network, hasTorch).Run(_batchSizes, _threads))];
        peak.Close();
        report.Table(
            [
                "network", "batch", "threads", "NetworkGen, ms", "ONNX Runtime, ms", "times faster", .. hasTorch ? ["libtorch, ms", "times faster"] : Array.Empty<string>(),
                "of the direct FMA floor", "faster than one thread", "max difference",
            ],
            [.. comparisons.Select(comparison => comparison.Cells(peak.Peak))]);
        report.Paragraph("The floor is the time of all multiply-adds at the FMA peak of as many cores as there are threads; the difference is that of the outputs to ONNX Runtime's, relative to the largest of them.");
        if (!hasTorch)
        {
            report.Paragraph($"libtorch could not be loaded here, so it has no column: {refusal}");
        }

        report.Paragraph(peak.Foot);
        report.Paragraph(Invariant($"A fresh process constructs {Started} and has its first result after {(start.Construct + start.First) * 1e3:F0} ms (wanted: {StartTargetMilliseconds:F0}), the JIT's time included."));
    }
}
