using System;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>The FMA peak before and after a table: figures from a run in which the two differ much are not worth reading.</summary>
internal sealed class PeakBracket
{
    private readonly double _before = FmaPeak.Measure();
    private double _after;

    /// <summary>The larger of the two, in GFLOP/s: shares are taken of it.</summary>
    public double Peak => Math.Max(_before, _after);

    /// <summary>The table's foot.</summary>
    public string Foot =>
        Invariant($"FMA peak of one core in this run ({FmaPeak.Bits}-bit vectors): {_before:F1} GFLOP/s before, {_after:F1} after.");

    /// <summary>Measures again, after the last figure of the table.</summary>
    public void Close() => _after = FmaPeak.Measure();
}
