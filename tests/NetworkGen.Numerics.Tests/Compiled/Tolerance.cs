using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>How far float32 may be from float64, in units of the truth's root mean square.</summary>
/// <param name="RelativeRms">For the RMS of the differences.</param>
/// <param name="RelativeMax">For the largest difference.</param>
internal readonly record struct Tolerance(double RelativeRms, double RelativeMax)
{
    /// <summary>An output of direct convolutions; sums of up to some thousand products.</summary>
    private static readonly Tolerance Output = new(3e-6, 3e-5);

    /// <summary>An output of tiles of 4×4 by Winograd's minimal filtering, which loses up to three times as much.</summary>
    private static readonly Tolerance LargeTiles = new(8e-6, 5e-5);

    /// <summary>A gradient: relative L2, which over a whole tensor is the relative RMS.</summary>
    private static readonly Tolerance Gradient = new(5e-6, 5e-5);

    /// <summary>A gradient where such tiles are on the way.</summary>
    private static readonly Tolerance LargeTilesGradient = new(2e-5, 1e-4);

    /// <summary>
    /// Behind a batch norm in training mode, or a norm of images: x − mean cancels, so an error of x counts by |x| / deviation; and its input gradient subtracts
    /// two projections of the same size as itself.
    /// </summary>
    private static readonly Tolerance Normalized = new(1e-5, 1e-4);

    /// <summary>After two training steps the errors of the first have gone through the second.</summary>
    private static readonly Tolerance Second = new(2e-5, 2e-4);

    /// <summary>The bound for a tensor, by golden.py's name of it.</summary>
    public static Tolerance Of(TestCase testCase, string tensor)
    {
        if (tensor == "loss.2" || (tensor.EndsWith(".after", StringComparison.Ordinal) && tensor.StartsWith("eval", StringComparison.Ordinal)))
        {
            return Second;
        }

        bool normalized = testCase.Has("GroupNorm") || testCase.Has("LayerNorm") || (tensor != "eval.output" && (testCase.Has("BatchNorm2d") || testCase.Has("Shortcut")));
        bool largeTiles = CompiledCases.Golden.Has(testCase, "WinogradInput4");
        return tensor.EndsWith("gradient", StringComparison.Ordinal) && largeTiles ? LargeTilesGradient
            : normalized ? Normalized
            : tensor.EndsWith("gradient", StringComparison.Ordinal) ? Gradient
            : largeTiles ? LargeTiles
            : Output;
    }

    /// <summary>
    /// The unit in which errors of a tensor are counted: its root mean square; but for a parameter's gradient at least a tenth of the
    /// largest one of its kind, since one that is a sum of cancelling terms (a bias under batch norm: exactly zero) keeps the terms' error.
    /// </summary>
    public static double UnitOf(string tensor, IReadOnlyDictionary<string, double[]> truth)
    {
        double own = Rms(truth[tensor]);
        if (tensor.StartsWith("loss", StringComparison.Ordinal))
        {
            // a sum of products of both signs: its error is that of its terms
            return Math.Max(own, Rms(truth["train.output"]) * Math.Sqrt(truth["train.output"].Length / 3.0));
        }

        return tensor.EndsWith("gradient", StringComparison.Ordinal) && tensor != "input.gradient"
            ? Math.Max(own, 0.1 * truth.Where(pair => pair.Key.EndsWith(".gradient", StringComparison.Ordinal) && pair.Key != "input.gradient").Max(pair => Rms(pair.Value)))
            : own;
    }

    /// <summary>How often the error is the bound; above 1 is too much.</summary>
    public double Ratio(NumericError error) => Math.Max(error.RelativeRms / RelativeRms, error.RelativeMax / RelativeMax);

    private static double Rms(double[] values) => Math.Sqrt(values.Sum(value => value * value) / Math.Max(values.Length, 1));
}
