using System;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>Inference of one image on one thread, once all is warm, beside what its multiply-adds take at the FMA peak.</summary>
internal static class InferenceFigures
{
    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(2);

    /// <summary>Prints the table.</summary>
    public static void Print(Report report)
    {
        var peak = new PeakBracket();
        (KnownNetwork Network, double Seconds)[] times = [.. KnownNetwork.Zoo.Select(static network => (network, Measure(network)))];
        peak.Close();
        report.Table(["network", "multiply-adds", "inference, ms", "of the direct FMA floor"], [.. times.Select(time => Cells(time.Network, time.Seconds, peak.Peak))]);
        report.Paragraph("One image, one thread, fresh weights.");
        report.Paragraph(peak.Foot);
    }

    private static double Measure(KnownNetwork known)
    {
        NetworkInstance network = known.Create(1);
        network.Threads = 1;
        float[] image = network.RandomImages(1);
        float[] result = new float[network.OutputLength];
        return Best.Of(_budget, () => network.Forward(image, result));
    }

    private static string[] Cells(KnownNetwork network, double seconds, double peak)
    {
        long macs = network.Summary().Macs;
        return [network.Name, Invariant($"{macs:N0}"), Invariant($"{seconds * 1e3:F1}"), Invariant($"{100 * 2.0 * macs / (peak * 1e9) / seconds:F0} %")];
    }
}
