using System;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Benchmarks.Peers;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>Inference of whole networks against ONNX Runtime, with the same weights on the same images, one thread.</summary>
internal static class NetworksCommand
{
    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(3);

    /// <summary>Prints the table.</summary>
    public static void Run(Report report)
    {
        report.Heading("Inference against ONNX Runtime, one thread");
        var peak = new PeakBracket();
        Comparison[] comparisons =
        [
            Compare<Mnist>(1), Compare<Mnist>(64),
            Compare<CatDog400>(1), Compare<CatDog400>(64),
        ];
        peak.Close();
        report.Table(
            ["network", "batch", "NetworkGen, ms", "ONNX Runtime, ms", "times faster", "of the direct FMA floor", "max difference"],
            [.. comparisons.Select(comparison => comparison.Cells(peak.Peak))]);
        report.Paragraph("The floor is the time of all multiply-adds at the FMA peak; the difference is that of the outputs, relative to the largest of them.");
        report.Paragraph(peak.Foot);
    }

    private static Comparison Compare<TNetwork>(int batchSize)
        where TNetwork : INetwork<TNetwork>
    {
        TNetwork network = TrainedLooks.Create<TNetwork>();
        network.Threads = 1;
        var random = new Random(5);
        float[] input = [.. Enumerable.Range(0, batchSize * TNetwork.InputLength).Select(_ => random.NextSingle())];
        float[] ours = new float[batchSize * TNetwork.OutputLength];
        float[] theirs = new float[ours.Length];
        using var peer = new OnnxRuntimePeer(OnnxModel.Of(network, batchSize), input, theirs, threads: 1);
        double[] seconds = Best.OfEach(_budget, () => network.Forward((ReadOnlySpan<float>)input, ours), peer.Run);
        double difference = ours.Zip(theirs, static (a, b) => Math.Abs((double)a - b)).Max() / theirs.Max(static value => Math.Abs((double)value));
        return new Comparison(typeof(TNetwork).Name, batchSize, TNetwork.Summary.Macs, seconds[0], seconds[1], difference);
    }

    private sealed record Comparison(string Network, int BatchSize, long Macs, double Ours, double Theirs, double Difference)
    {
        public string[] Cells(double peak) =>
        [
            Network, Invariant($"{BatchSize}"), Invariant($"{Ours * 1e3:F3}"), Invariant($"{Theirs * 1e3:F3}"), Invariant($"{Theirs / Ours:F2}"),
            Invariant($"{100 * 2.0 * Macs * BatchSize / (peak * 1e9) / Ours:F0} %"), Invariant($"{Difference:0.0e-0}"),
        ];
    }
}
