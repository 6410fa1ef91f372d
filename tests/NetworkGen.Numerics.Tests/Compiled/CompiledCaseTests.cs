using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Emitted code against the float64 reference and against PyTorch, on every layer and every network.</summary>
public sealed class CompiledCaseTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Results>> Runs = new();

    public static TheoryData<string> Cases => [.. GoldenCases.All.Select(testCase => testCase.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Inference(string name) => Check(name, tensor => tensor == "eval.output");

    [Theory, MemberData(nameof(Cases))]
    public void TrainingOutput(string name) => Check(name, tensor => tensor is "train.output" or "loss.1");

    [Theory, MemberData(nameof(Cases))]
    public void InputGradient(string name) => Check(name, tensor => tensor == "input.gradient");

    [Theory, MemberData(nameof(Cases))]
    public void ParameterGradients(string name) => Check(name, tensor => tensor != "input.gradient" && tensor.EndsWith(".gradient", StringComparison.Ordinal));

    /// <summary>Parameters, running statistics, loss and inference after two training steps.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void TwoTrainingSteps(string name) => Check(name, tensor => tensor == "loss.2" || tensor.EndsWith(".after", StringComparison.Ordinal));

    /// <summary>One image is computed alike whatever comes with it, up to rounding.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void AnyBatchSize(string name)
    {
        const int Largest = 5;
        TestCase testCase = GoldenCases.Get(name);
        var reference = new ReferenceNetwork(testCase);
        INetworkUnderTest network = CompiledCases.Golden.Create(testCase);
        network.TakeStateOf(reference);
        double[] x = Recipe.Input(testCase, Largest);
        double[] truth = reference.Forward(x, Largest);
        foreach (int batchSize in new[] { 1, 4, Largest })
        {
            float[] y = network.Forward(NetworkUnderTest.Narrow(x[..(batchSize * testCase.Input.Length)]));
            NumericError error = NumericError.Of(NetworkUnderTest.Widen(y), truth.AsSpan(0, y.Length));
            Assert.True(Tolerance.Of(testCase, "eval.output").Ratio(error) <= 1, $"{name}, batch of {batchSize}: {error}\n{CaseSource.File(testCase)}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void ShapesAndNames(string name)
    {
        TestCase testCase = GoldenCases.Get(name);
        var reference = new ReferenceNetwork(testCase);
        INetworkUnderTest network = CompiledCases.Golden.Create(testCase);
        Assert.Equal((testCase.Input.Channels, testCase.Input.Height, testCase.Input.Width), (network.InputShape.Channels, network.InputShape.Height, network.InputShape.Width));
        Assert.Equal((reference.Output.Channels, reference.Output.Height, reference.Output.Width), (network.OutputShape.Channels, network.OutputShape.Height, network.OutputShape.Width));
        Assert.Equal((testCase.Input.Length, reference.Output.Length), (network.InputLength, network.OutputLength));
        Assert.Equal(reference.Parameters.Select(Described), network.Parameters.Select(Described));
        Assert.Equal(reference.Buffers.Select(Described), network.Buffers.Select(Described));
    }

    private static string Described(ReferenceTensor tensor) => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]";

    private static string Described(Parameter parameter) => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]";

    private static void Check(string name, Func<string, bool> wanted)
    {
        TestCase testCase = GoldenCases.Get(name);
        Results results = Runs.GetOrAdd(name, _ => new Lazy<Results>(() => Run(testCase))).Value;
        var failures = new List<string>();
        foreach (string tensor in results.Truth.Keys.Where(wanted))
        {
            double unit = Tolerance.UnitOf(tensor, results.Truth);
            double[] actual = results.Emitted[tensor];
            NumericError ofReference = NumericError.Of(actual, results.Truth[tensor], unit);
            NumericError ofPyTorch = GoldenFile.Tensor(name, tensor).ErrorOf(actual, unit);
            Tolerance tolerance = Tolerance.Of(testCase, tensor);
            Report(failures, $"{tensor} against the reference", tolerance, ofReference);
            Report(failures, $"{tensor} against PyTorch", tolerance, ofPyTorch);
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.Append(CaseSource.File(testCase))));
    }

    private static void Report(List<string> failures, string what, Tolerance tolerance, NumericError error)
    {
        if (!(tolerance.Ratio(error) <= 1))
        {
            failures.Add($"{what}: {error}, {tolerance.Ratio(error):g3} times the bound");
        }
    }

    private static Results Run(TestCase testCase) => new(TrainingRun.Of(testCase), CompiledRun.Of(testCase, CompiledCases.Golden.Create(testCase)));

    private sealed record Results(Dictionary<string, double[]> Truth, Dictionary<string, double[]> Emitted);
}
