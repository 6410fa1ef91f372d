using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkCasesData;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What is frozen costs nothing, and changes nothing of the rest: the same bits.</summary>
public sealed class FrozenParameterTests
{
    private const int BatchSize = 2;

    /// <summary>The networks and the joins.</summary>
    public static TheoryData<string> Cases => [.. NetworkCases.All.Concat(GraphCases.All).Concat(JoinCases.All).Select(testCase => testCase.Name)];

    /// <summary>Each layer frozen alone, each alone not frozen, and all frozen.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void TheOthersGetTheSameBits(string name)
    {
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        pass.Forward(Input(name, BatchSize));
        (float[] gradients, float[] inputGradient) = Backward(name, network, pass);

        string[] layers = [.. network.Parameters.Select(Layer).Distinct()];
        IEnumerable<(string What, Func<Parameter, bool> IsFrozen)> choices =
        [
            .. layers.Select(layer => ($"{layer} frozen", (Func<Parameter, bool>)(parameter => Layer(parameter) == layer))),
            .. layers.Select(layer => ($"all but {layer} frozen", (Func<Parameter, bool>)(parameter => Layer(parameter) != layer))),
            ("all frozen", _ => true),
        ];
        foreach ((string what, Func<Parameter, bool> isFrozen) in choices)
        {
            foreach (Parameter parameter in network.Parameters)
            {
                parameter.IsFrozen = isFrozen(parameter);
            }

            Poison(network, pass);
            (float[] remaining, float[] ofInput) = Backward(name, network, pass);
            foreach (Parameter parameter in network.Parameters.Where(parameter => !parameter.IsFrozen))
            {
                AssertSameBits($"{name}, {what}: {parameter.Name}", gradients.AsSpan(parameter.Offset, parameter.Length), remaining.AsSpan(parameter.Offset, parameter.Length));
            }

            AssertSameBits($"{name}, {what}: the input", inputGradient, ofInput);
        }
    }

    /// <summary>The layer that a parameter belongs to.</summary>
    private static string Layer(Parameter parameter) => parameter.Name[..parameter.Name.LastIndexOf('.')];

    /// <summary>Leaves NaN wherever backward writes, so that what it doesn't write this time, but reads, shows.</summary>
    private static void Poison(INetworkUnderTest network, TrainingPass pass)
    {
        var nothing = new float[BatchSize * network.OutputLength];
        Array.Fill(nothing, float.NaN);
        pass.Backward(nothing);
        _ = pass.InputGradient;
    }

    private static (float[] Gradients, float[] InputGradient) Backward(string name, INetworkUnderTest network, TrainingPass pass)
    {
        pass.ZeroGradients();
        pass.Backward(OutputGradient(name, network, BatchSize));
        return (pass.Gradients.ToArray(), pass.InputGradient.ToArray());
    }

    private static void AssertSameBits(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]), $"{what}[{i}] is {actual[i]}, and {expected[i]} where nothing is frozen");
        }
    }
}
