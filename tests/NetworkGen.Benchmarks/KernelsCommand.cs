using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>Direct 3×3 convolutions, one image, one thread, as a share of the FMA peak.</summary>
internal static class KernelsCommand
{
    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(1.5);

    private static readonly (int Channels, int Size)[] _shapes = [(16, 56), (32, 56), (64, 56), (128, 28)];

    /// <summary>Prints the table.</summary>
    public static void Run(Report report)
    {
        report.Heading("Direct 3×3 convolution, one image, one thread");
        var peak = new PeakBracket();
        var results = new List<(string Shape, string[] Kernels, double[] Gflops)>();
        foreach ((int channels, int size) in _shapes)
        {
            var convolution = new EmittedConvolution(channels, size);
            double[] seconds = Best.OfEach(_budget, convolution.Forward, convolution.BackwardData, convolution.BackwardWeights);
            results.Add((Invariant($"{channels}, {size}×{size}"), convolution.Kernels, Array.ConvertAll(seconds, time => convolution.Flops / time / 1e9)));
        }

        peak.Close();
        string Share(double gflops) => Invariant($"{gflops:F0} ({100 * gflops / peak.Peak:F0} %)");
        report.Table(
            ["C = K, map", "forward, GFLOP/s", "backward-data", "backward-weights"],
            [.. results.ConvertAll(result => new[] { result.Shape, Share(result.Gflops[0]), Share(result.Gflops[1]), Share(result.Gflops[2]) })]);
        report.Paragraph("GFLOP/s and the share of the FMA peak; a multiply-add is two operations, what a tile computes twice counts once.");
        report.Paragraph($"Kernels: {string.Join(", ", results.SelectMany(static result => result.Kernels).Distinct())}.");
        report.Paragraph(peak.Foot);
    }
}
