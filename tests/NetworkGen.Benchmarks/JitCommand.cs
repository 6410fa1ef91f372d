using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.JitFigures;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using Zoo;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>The machine code of emitted kernels: whether the JIT optimizes it, and keeps accumulators in registers.</summary>
internal static class JitCommand
{
    private static readonly string[] _networks = [nameof(Mnist), nameof(ResNet18), nameof(MobileNetV2)];

    /// <summary>The widest vectors, and those of processors without AVX-512, which have half the registers.</summary>
    private static readonly (string Title, (string Name, string Value)[] Environment)[] _widths = [("widest", []), ("no AVX-512", [("DOTNET_EnableAVX512", "0")])];

    /// <summary>Prints the tables; fails the report where a kernel is not optimized.</summary>
    public static void Run(Report report)
    {
        report.Heading("Kernels as the JIT compiles them");
        (string Network, string Vectors, IReadOnlyList<KernelCode> Kernels)[] all =
            [.. _networks.SelectMany(static network => _widths.Select(width => (network, width.Title, KernelCode.Of(network, width.Environment))))];
        report.Table(
            ["network", "vectors", "kernels", "with multiply-adds", "not optimized", "with spills", "other than written"],
            [.. all.Select(static one => Cells(one.Network, one.Vectors, one.Kernels))]);
        string[][] complaints = [.. all.SelectMany(static one => one.Kernels
            .Where(static kernel => kernel.Complaint.Length > 0)
            .Select(kernel => new[] { one.Network, one.Vectors, kernel.Method.Name, kernel.Complaint }))];
        if (complaints.Length == 0)
        {
            report.Paragraph("No kernel is to be complained of.");
        }
        else
        {
            report.Table(["network", "vectors", "kernel", "complaint"], complaints);
        }

        report.Table(
            ["network", "kernel", .. _widths.SelectMany(static width => new[] { $"multiply-adds, {width.Title}", "spills" })],
            [.. _networks.SelectMany(network => KernelRows(network, [.. all.Where(one => one.Network == network).Select(static one => one.Kernels)]))]);
        report.Paragraph("Kernels of inference and a training step. Multiply-adds are those of the hottest inner loop; spills are vectors of the stack in one round of each inner loop.");
        foreach ((string network, string vectors, IReadOnlyList<KernelCode> kernels) in all)
        {
            string[] slow = [.. kernels.Where(static kernel => !kernel.Method.IsFullyOptimized).Select(static kernel => kernel.Method.Title)];
            if (slow.Length > 0 || !kernels.Any(static kernel => kernel.Written > 0))
            {
                report.Fail(slow.Length > 0 ? $"{network}, {vectors}: not optimized are {string.Join(", ", slow)}." : $"{network}, {vectors}: the JIT's listing has no kernels, so that nothing was checked.");
            }
        }
    }

    /// <summary>A row for each kernel with multiply-adds; the widths side by side.</summary>
    private static IEnumerable<string[]> KernelRows(string network, IReadOnlyList<KernelCode>[] widths) =>
        from kernel in widths.SelectMany(static kernels => kernels).Where(static kernel => kernel.MultiplyAdds > 0).GroupBy(static kernel => kernel.Name)
        select (string[])[network, kernel.Key, .. widths.SelectMany(kernels => Cells(kernels.FirstOrDefault(code => code.Name == kernel.Key && code.MultiplyAdds > 0)))];

    private static string[] Cells(KernelCode? kernel) => kernel is null ? ["–", "–"] : [Invariant($"{kernel.MultiplyAdds}"), Invariant($"{kernel.Spills}")];

    private static string[] Cells(string network, string vectors, IReadOnlyList<KernelCode> kernels) =>
    [
        network, vectors, Invariant($"{kernels.Count}"), Invariant($"{kernels.Count(static kernel => kernel.Written > 0)}"), Invariant($"{kernels.Count(static kernel => !kernel.Method.IsFullyOptimized)}"),
        Invariant($"{kernels.Count(static kernel => kernel.Spills > 0)}"), Invariant($"{kernels.Count(static kernel => kernel.IsOther)}"),
    ];
}
