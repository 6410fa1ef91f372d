using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Freezes some parameters and looks whether the gradients of the others, and the input's, keep their bits.</summary>
internal static class FrozenParameters
{
    /// <summary>Which parameters are frozen, and how a failure calls them.</summary>
    public readonly record struct Choice(string Name, Func<Parameter, bool> IsFrozen);

    /// <summary>The layer that a parameter belongs to.</summary>
    public static string Layer(Parameter parameter) => parameter.Name[..parameter.Name.LastIndexOf('.')];

    /// <summary>Half of the layers, once these and once the others, by what a name draws; and all.</summary>
    public static IEnumerable<Choice> AtRandom(string name, INetworkUnderTest network)
    {
        string[] layers = [.. network.Parameters.Select(Layer).Distinct()];
        HashSet<string> half = [.. layers.Zip(Recipe.Bits(name + "/frozen", layers.Length)).Where(pair => pair.Second % 2 == 0).Select(pair => pair.First)];
        string names = string.Join(", ", half);
        return
        [
            new Choice($"{names} frozen", parameter => half.Contains(Layer(parameter))),
            new Choice($"all but {names} frozen", parameter => !half.Contains(Layer(parameter))),
            new Choice("all frozen", _ => true),
        ];
    }

    /// <summary>Runs backward again for each choice, on what the last forward left.</summary>
    public static void Check(string name, INetworkUnderTest network, TrainingPass pass, float[] outputGradient, IEnumerable<Choice> choices)
    {
        (float[] gradients, float[] inputGradient) = Backward(pass, outputGradient);
        foreach (Choice choice in choices)
        {
            foreach (Parameter parameter in network.Parameters)
            {
                parameter.IsFrozen = choice.IsFrozen(parameter);
            }

            Poison(pass, outputGradient.Length);
            (float[] remaining, float[] ofInput) = Backward(pass, outputGradient);
            foreach (Parameter parameter in network.Parameters.Where(parameter => !parameter.IsFrozen))
            {
                AssertSameBits($"{name}, {choice.Name}: {parameter.Name}", gradients.AsSpan(parameter.Offset, parameter.Length), remaining.AsSpan(parameter.Offset, parameter.Length));
            }

            AssertSameBits($"{name}, {choice.Name}: the input", inputGradient, ofInput);
        }
    }

    /// <summary>Leaves NaN wherever backward writes, so that what it doesn't write this time, but reads, shows.</summary>
    private static void Poison(TrainingPass pass, int length)
    {
        var nothing = new float[length];
        Array.Fill(nothing, float.NaN);
        pass.Backward(nothing);
        _ = pass.InputGradient;
    }

    private static (float[] Gradients, float[] InputGradient) Backward(TrainingPass pass, float[] outputGradient)
    {
        pass.ZeroGradients();
        pass.Backward(outputGradient);
        return (pass.Gradients.ToArray(), pass.InputGradient.ToArray());
    }

    private static void AssertSameBits(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                $"{what}[{i}] is {actual[i]}, and {expected[i]} where nothing is frozen");
        }
    }
}
