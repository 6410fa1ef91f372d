using System.Linq;
using NetworkGen.Benchmarks.KernelFigures;
using NetworkGen.Benchmarks.Measuring;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>Every kind of kernel, one image, one thread, against what bounds it: the FMA peak or the bandwidth, at each vector width.</summary>
internal static class KernelsCommand
{
    private const string None = "–";

    /// <summary>The environments whose widest vectors are narrower and narrower.</summary>
    private static readonly (string Name, string Value)[][] _environments = [[], [("DOTNET_EnableAVX512", "0")], [("DOTNET_EnableAVX2", "0")]];

    /// <summary>Prints the tables.</summary>
    public static void Run(Report report)
    {
        report.Heading("Kernels, one image, one thread");
        foreach (KernelTimes times in _environments.Select(static environment => KernelTimes.InProcess(environment)).DistinctBy(static times => times.Bits))
        {
            report.Table(
                [Invariant($"{times.Bits} bits"), "forward, GFLOP/s", "backward-data", "wanted", "backward-weights", "wanted"],
                [.. KernelCase.Computing.Zip(times.Computing, (one, time) => Cells(one, time, times.Peak))]);
            report.Table(
                [Invariant($"{times.Bits} bits"), "GB/s", "reading as much, GB/s", "share"],
                [.. times.Reading.Select(static time => new[] { time.Title, Invariant($"{time.Rate:F0}"), Invariant($"{time.ReadRate:F0}"), Invariant($"{100 * time.Rate / time.ReadRate:F0} %") })]);
            report.Paragraph(times.Foot);
        }

        report.Paragraph("GFLOP/s of a direct sum and their share of the FMA peak, without FMA of separate multiplies and adds; a multiply-add is two operations, what a tile computes twice counts once. GB/s count what must be read and written once. Each width in a process of its own.");
    }

    private static string[] Cells(KernelCase one, ComputingTime time, double peak)
    {
        string Share(double? gflops) => gflops is { } rate ? Invariant($"{rate:F0} ({100 * rate / peak:F0} %)") : None;
        return [one.Title, Share(time.Forward), Share(time.BackwardData), Wanted(one.Gate), Share(time.BackwardWeights), Wanted(one.WeightGate)];
    }

    private static string Wanted(double? gate) => gate is { } share ? Invariant($"{100 * share:F0} %") : None;
}
