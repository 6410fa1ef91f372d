using System;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>How far a network's outputs are from PyTorch's.</summary>
/// <param name="Relative">The largest difference / the largest output.</param>
/// <param name="OtherClasses">Positions at which another class is the largest.</param>
internal readonly record struct ZooError(double Relative, int OtherClasses)
{
    /// <summary>What direct convolution may be off, end to end; a mistake in a single layer is off by far more.</summary>
    public const double Bound = 1e-4;

    /// <summary>Whether the outputs agree.</summary>
    public bool IsWithinBound => Relative <= Bound && OtherClasses == 0;

    /// <summary>Compares outputs of classes × positions.</summary>
    public static ZooError Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> truth, int classes)
    {
        if (actual.Length != truth.Length)
        {
            throw new ArgumentException($"PyTorch has {truth.Length} values, ours has {actual.Length}", nameof(actual));
        }

        double difference = 0;
        double largest = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double here = Math.Abs(actual[i] - truth[i]);
            difference = Math.Max(difference, double.IsNaN(here) ? double.PositiveInfinity : here);
            largest = Math.Max(largest, Math.Abs(truth[i]));
        }

        int positions = truth.Length / classes;
        int others = 0;
        for (int position = 0; position < positions; position++)
        {
            others += Top(actual, position, positions) == Top(truth, position, positions) ? 0 : 1;
        }

        return new ZooError(difference / largest, others);
    }

    private static int Top(ReadOnlySpan<double> values, int position, int positions)
    {
        int top = position;
        for (int i = position; i < values.Length; i += positions)
        {
            top = values[i] > values[top] ? i : top;
        }

        return top;
    }
}
