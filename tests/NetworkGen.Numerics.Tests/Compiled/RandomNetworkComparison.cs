using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// A random network against the reference. It may be as ill-conditioned as chance makes it, so the bound is what a reference whose
/// tensors carry float32's noise is off by, times a few, on top of what any sum in float32 is off by.
/// </summary>
internal static class RandomNetworkComparison
{
    /// <summary>Half a unit in the last place of float32, twice: a result is rounded, and so are the products it is summed of.</summary>
    private const double FloatNoise = 1.2e-7;

    /// <summary>How often an error may be the one that noise makes: rounding happens inside of layers too.</summary>
    private const double NoiseFactor = 64;

    /// <summary>For what is well-conditioned.</summary>
    private static readonly Tolerance Sums = new(1e-5, 1e-4);

    /// <summary>What differs; empty if nothing does.</summary>
    public static IEnumerable<string> Of(TestCase testCase, INetworkUnderTest network)
    {
        double[] x = Recipe.Input(testCase, testCase.BatchSize);
        float[] inference = network.Forward(Narrow(x));
        if (SharedImages.Differing(network, Narrow(x), inference) is { } cores)
        {
            yield return $"inference: other bits on {cores} cores";
        }

        Dictionary<string, double[]> emitted = new() { ["inference"] = Widen(inference) };
        Dictionary<string, double[]> truth = Inference(testCase, x, noise: 0);
        Dictionary<string, double[]> noisy = Inference(testCase, x, FloatNoise);
        if (DrawAwayFromKinks(testCase) is double[] away)
        {
            Add(emitted, Train(testCase, network, away));
            Add(truth, Train(testCase, away, noise: 0));
            Add(noisy, Train(testCase, away, FloatNoise));
        }

        foreach (string difference in truth.Keys.SelectMany(tensor => Compare(tensor, emitted[tensor], truth[tensor], noisy[tensor])))
        {
            yield return difference;
        }
    }

    private static Dictionary<string, double[]> Inference(TestCase testCase, double[] x, double noise) =>
        new() { ["inference"] = new ReferenceNetwork(testCase) { Noise = noise }.Forward(x, testCase.BatchSize) };

    private static Dictionary<string, double[]> Train(TestCase testCase, INetworkUnderTest network, double[] x)
    {
        using TrainingPass pass = network.CreateTrainingPass(testCase.BatchSize);
        double[] y = Widen(pass.Forward(Narrow(x)));
        float[] outputGradient = Narrow(Recipe.OutputGradient(testCase, y.Length));
        pass.Backward(outputGradient);
        var tensors = new Dictionary<string, double[]> { ["training output"] = y, ["input gradient"] = Widen(pass.InputGradient) };
        foreach (Parameter parameter in network.Parameters)
        {
            tensors["gradient of " + parameter.Name] = Widen(pass.Gradients.Slice(parameter.Offset, parameter.Length));
        }

        foreach (Parameter buffer in network.Buffers)
        {
            tensors[buffer.Name] = Widen(buffer.Values);
        }

        FrozenParameters.Check(testCase.Name, network, pass, outputGradient, FrozenParameters.AtRandom(testCase.Name, network));
        return tensors;
    }

    private static Dictionary<string, double[]> Train(TestCase testCase, double[] x, double noise)
    {
        var reference = new ReferenceNetwork(testCase) { Noise = noise };
        double[] y = reference.ForwardTraining(x, testCase.BatchSize);
        double[] inputGradient = reference.Backward(Recipe.OutputGradient(testCase, y.Length));
        var tensors = new Dictionary<string, double[]> { ["training output"] = y, ["input gradient"] = inputGradient };
        foreach (ReferenceTensor parameter in reference.Parameters)
        {
            tensors["gradient of " + parameter.Name] = parameter.Gradient;
        }

        foreach (ReferenceTensor buffer in reference.Buffers)
        {
            tensors[buffer.Name] = buffer.Values;
        }

        return tensors;
    }

    /// <summary>The first of some inputs on which float32 and float64 must take the same side of every kink; null if all are too near one.</summary>
    private static double[]? DrawAwayFromKinks(TestCase testCase)
    {
        for (int step = 1; step <= 8; step++)
        {
            double[] x = Recipe.Input(testCase, testCase.BatchSize, step);
            var probe = new ReferenceNetwork(testCase);
            probe.ForwardTraining(x, testCase.BatchSize);
            if (probe.DistanceToKink() > 1e-5)
            {
                return x;
            }
        }

        return null;
    }

    private static string[] Compare(string what, double[] actual, double[] truth, double[] noisy)
    {
        NumericError error = NumericError.Of(actual, truth, rms: 1);
        NumericError noise = NumericError.Of(noisy, truth, rms: 1);
        double rms = Math.Sqrt(truth.Sum(value => value * value) / Math.Max(truth.Length, 1));
        var bound = new Tolerance(
            (Sums.RelativeRms * rms) + (NoiseFactor * noise.RelativeRms) + float.Epsilon,
            (Sums.RelativeMax * rms) + (NoiseFactor * noise.RelativeMax) + float.Epsilon);
        return bound.Ratio(error) <= 1 ? [] : [$"{what}: off by {error.RelativeRms:g3} (RMS) of {rms:g3}, noise makes {noise.RelativeRms:g3}; {bound.Ratio(error):g3} times the bound"];
    }

    private static void Add(Dictionary<string, double[]> tensors, Dictionary<string, double[]> more)
    {
        foreach ((string name, double[] values) in more)
        {
            tensors.Add(name, values);
        }
    }
}
