using System;
using System.Runtime.CompilerServices;

namespace NetworkGen;

/// <summary>Ranges of hyper-parameters.</summary>
internal static class Check
{
    /// <summary>0 or more, and finite.</summary>
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of 0 or more.");

    /// <summary>0 or more, below 1.</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a number of at least 0 and below 1.");
}
