using System;

namespace NetworkGen.Numerics.Tests;

/// <summary>How far a result is from the truth, in units of the truth's root mean square.</summary>
/// <param name="RelativeRms">RMS of the differences / RMS of the truth. Over whole tensors the same as the relative L2 error.</param>
/// <param name="RelativeMax">Largest difference / RMS of the truth.</param>
public readonly record struct NumericError(double RelativeRms, double RelativeMax)
{
    /// <summary>
    /// A truth below this is zero but for float64's own rounding (a bias under batch norm has such a gradient): errors are then counted in units of this.
    /// </summary>
    public const double Negligible = 1e-6;

    /// <summary>|norm − true norm| / true norm, where only a sample of entries is known.</summary>
    public double RelativeNorm { get; init; }

    /// <summary>The error of <paramref name="actual"/>; NaN in either is an infinite one.</summary>
    public static NumericError Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> truth)
    {
        double squares = 0;
        foreach (double value in truth)
        {
            squares += value * value;
        }

        return Of(actual, truth, truth.Length == 0 ? 0 : Math.Sqrt(squares / truth.Length));
    }

    /// <summary>The same with a known root mean square.</summary>
    public static NumericError Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> truth, double rms)
    {
        if (actual.Length != truth.Length)
        {
            throw new ArgumentException($"{truth.Length} values are expected, {actual.Length} came", nameof(actual));
        }

        double squares = 0;
        double max = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double difference = Math.Abs(actual[i] - truth[i]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            squares += difference * difference;
            max = Math.Max(max, difference);
        }

        double unit = Math.Max(rms, Negligible);
        return new NumericError(truth.Length == 0 ? 0 : Math.Sqrt(squares / truth.Length) / unit, max / unit);
    }
}
