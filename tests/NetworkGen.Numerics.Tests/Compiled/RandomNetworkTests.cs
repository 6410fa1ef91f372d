using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Whatever the compiler of networks accepts compiles, runs and matches the reference forward and backward; what it refuses carries a
/// diagnostic, and it refuses what the reference's own arithmetic refuses. A failure prints CsCheck's seed and the network's source.
/// </summary>
public sealed class RandomNetworkTests
{
    private const int NetworksPerAssembly = 60;
    private const int Assemblies = 2;

    /// <summary>Deep random stacks add up more roundings than the cases do; what is wrong is wrong by far more than this.</summary>
    private static readonly Tolerance Deep = new(1e-4, 1e-3);

    [Fact]
    public void AcceptedNetworksMatchTheReferenceAndRefusedOnesSayWhy() => RandomNetworks.Network.Array[NetworksPerAssembly]
        .Select(RandomNetworks.Named)
        .Sample(CheckTogether, iter: Assemblies, threads: 1, print: networks => $"{networks.Length} networks");

    /// <summary>Legality alone needs no compilation of what is emitted: many more networks.</summary>
    [Fact]
    public void RefusesWhatTheReferenceRefuses() => RandomNetworks.Network.Array[400]
        .Select(RandomNetworks.Named)
        .Sample(CheckLegality, iter: 3, threads: 1, print: networks => $"{networks.Length} networks");

    private static void CheckLegality(TestCase[] networks)
    {
        IReadOnlyDictionary<string, string[]> refusals = CaseCompiler.Refusals(networks);
        string[] failures =
        [
            .. networks.SelectMany(network => Disagreement(Build(network).Illegal, refusals.GetValueOrDefault(network.Name) ?? []).Select(failure => $"{failure}\n{CaseSource.File(network)}")),
        ];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join("\n", failures.Take(5))}");

        // the generator of networks is worth something only while both outcomes are common
        Assert.InRange(refusals.Count, networks.Length / 20, networks.Length / 2);
    }

    private static string[] Disagreement(string illegal, IReadOnlyList<string> refusals) => (illegal.Length > 0, refusals.Count > 0) switch
    {
        (true, false) => [$"accepted, though: {illegal}"],
        (false, true) => [$"refused, though it is legal: {string.Join("\n", refusals)}"],
        _ => [],
    };

    private static void CheckTogether(TestCase[] networks)
    {
        using CompiledCases compiled = CaseCompiler.Compile(networks);
        var failures = new List<string>();
        foreach (TestCase network in networks)
        {
            try
            {
                failures.AddRange(Check(network, compiled).Select(failure => $"{failure}\n{CaseSource.File(network)}"));
            }
            catch (Exception exception)
            {
                failures.Add($"{exception}\n{CaseSource.File(network)}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join("\n", failures.Take(5))}");
    }

    private static IEnumerable<string> Check(TestCase testCase, CompiledCases compiled)
    {
        (ReferenceNetwork? reference, string illegal) = Build(testCase);
        IReadOnlyList<string> refusals = compiled.Refusals(testCase);
        if (reference is null || refusals.Count > 0)
        {
            return Disagreement(illegal, refusals);
        }

        INetworkUnderTest network = compiled.Create(testCase);
        network.TakeStateOf(reference);
        return CompareForward(testCase, network, reference).Concat(CompareTraining(testCase, network, reference));
    }

    private static (ReferenceNetwork? Network, string Illegal) Build(TestCase testCase)
    {
        try
        {
            return (new ReferenceNetwork(testCase), "");
        }
        catch (IllegalLayerException exception)
        {
            return (null, exception.Message);
        }
    }

    private static IEnumerable<string> CompareForward(TestCase testCase, INetworkUnderTest network, ReferenceNetwork reference)
    {
        double[] x = Recipe.Input(testCase, testCase.BatchSize);
        return Compare("inference", network.Forward(Narrow(x)), reference.Forward(x, testCase.BatchSize));
    }

    private static List<string> CompareTraining(TestCase testCase, INetworkUnderTest network, ReferenceNetwork reference)
    {
        var failures = new List<string>();
        if (DrawAwayFromKinks(testCase) is not double[] x)
        {
            return failures;
        }

        using TrainingPass pass = network.CreateTrainingPass(testCase.BatchSize);
        double[] y = reference.ForwardTraining(x, testCase.BatchSize);
        failures.AddRange(Compare("training output", pass.Forward(Narrow(x)), y));
        double[] outputGradient = Recipe.OutputGradient(testCase, y.Length);
        double[] inputGradient = reference.Backward(outputGradient);
        pass.Backward(Narrow(outputGradient));
        failures.AddRange(Compare("input gradient", pass.InputGradient, inputGradient, Rms(outputGradient) * 1e-3));
        double largest = reference.Parameters.Select(parameter => Rms(parameter.Gradient)).Append(0).Max();
        foreach (ReferenceTensor parameter in reference.Parameters)
        {
            Parameter ours = network.Parameters[parameter.Name];
            failures.AddRange(Compare($"gradient of {parameter.Name}", pass.Gradients.Slice(ours.Offset, ours.Length), parameter.Gradient, largest * 1e-2));
        }

        foreach (ReferenceTensor buffer in reference.Buffers)
        {
            failures.AddRange(Compare(buffer.Name, network.Buffers[buffer.Name].Values, buffer.Values));
        }

        return failures;
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

    private static string[] Compare(string what, ReadOnlySpan<float> actual, double[] truth, double smallestUnit = 0)
    {
        NumericError error = NumericError.Of(Widen(actual), truth, Math.Max(Rms(truth), smallestUnit));
        return Deep.Ratio(error) <= 1 ? [] : [$"{what}: {error}, {Deep.Ratio(error):g3} times the bound"];
    }

    private static double Rms(double[] values) => Math.Sqrt(values.Sum(value => value * value) / Math.Max(values.Length, 1));
}
