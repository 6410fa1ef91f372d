using System;
using System.Linq;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>The one layer that is random in training: no reference, but laws.</summary>
public sealed class DropoutTests
{
    private const float P = 0.25f;

    private static readonly TestCase Case = new("DropoutNet", new CaseShape(17, 13, 11), [Layers.Dropout(P)]);

    [Fact]
    public void KeepsOneMinusPOfTheValuesScaledUpAndHandsTheirGradientsOn()
    {
        const int Images = 8;
        using CompiledCases compiled = CaseCompiler.Compile([Case]);
        INetworkUnderTest network = compiled.Create(Case);
        float[] x = [.. Enumerable.Repeat(3f, Images * network.InputLength)];
        using TrainingPass pass = network.CreateTrainingPass(Images);
        float[] y = pass.Forward(x).ToArray();
        pass.Backward([.. Enumerable.Repeat(6f, y.Length)]);
        float[] gradient = pass.InputGradient.ToArray();

        Assert.All(y, value => Assert.True(value is 0 || Math.Abs(value - (3 / (1 - P))) < 1e-6, $"{value}"));
        Assert.All(y.Zip(gradient), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-5));

        // binomial: the share of zeros is within five deviations of p
        double share = y.Count(value => value == 0) / (double)y.Length;
        Assert.Equal(P, share, 5 * Math.Sqrt(P * (1 - P) / y.Length));

        Assert.NotEqual(y, pass.Forward(x).ToArray());
        Assert.Equal(x, network.Forward(x));
    }

    [Fact]
    public void MasksAreAFunctionOfTheSeedAndTheNumberOfTheCall()
    {
        using CompiledCases compiled = CaseCompiler.Compile([Case]);
        INetworkUnderTest network = compiled.Create(Case);
        float[] x = [.. Enumerable.Repeat(1f, 2 * network.InputLength)];
        float[][] zero = Calls(seed: null, batchSize: 2);
        float[][] seven = Calls(seed: 7, batchSize: 2);
        Assert.NotEqual(seven[0], seven[1]);
        Assert.NotEqual(zero[0], seven[0]);
        Assert.NotEqual(zero[1], seven[0]);
        Assert.Equal(zero, Calls(seed: 0, batchSize: 5));
        Assert.Equal(seven, Calls(seed: 7, batchSize: 2));
        Assert.NotEqual(seven[0], Calls(seed: 8, batchSize: 2)[0]);

        float[][] Calls(ulong? seed, int batchSize)
        {
            using TrainingPass pass = network.CreateTrainingPass(batchSize);
            pass.Seed = seed ?? pass.Seed;
            return [pass.Forward(x).ToArray(), pass.Forward(x).ToArray()];
        }
    }
}
