using System;
using System.Linq;

namespace NetworkGen.Numerics.Tests.Golden;

/// <summary>PyTorch's result for one tensor of a case: all entries of a small one, a sample of a large one, and the norm of both.</summary>
/// <param name="Name"><c>eval.output</c>, <c>input.gradient</c>, <c>1.weight.gradient</c>, …; golden.py lists them.</param>
/// <param name="Length">Entries of the whole tensor.</param>
/// <param name="Norm">L2 norm of the whole tensor.</param>
/// <param name="Indices">Where <paramref name="Values"/> stand in the whole tensor.</param>
/// <param name="Values">Rounded to float32.</param>
public sealed record GoldenTensor(string Name, int Length, double Norm, int[] Indices, double[] Values)
{
    /// <summary>How far <paramref name="actual"/> is off, measured against the root mean square of the whole tensor, or a larger <paramref name="unit"/>.</summary>
    public NumericError ErrorOf(double[] actual, double unit = 0)
    {
        if (actual.Length != Length)
        {
            throw new ArgumentException($"{Name}: PyTorch has {Length} values, ours has {actual.Length}", nameof(actual));
        }

        NumericError sampled = NumericError.Of([.. Indices.Select(i => actual[i])], Values, Math.Max(unit, Norm / Math.Sqrt(Length)));

        // what the sample can't see, the norm does
        double norm = Math.Sqrt(actual.Sum(value => value * value));
        return sampled with { RelativeNorm = Math.Abs(norm - Norm) / Math.Max(Norm, NumericError.Negligible) };
    }
}
