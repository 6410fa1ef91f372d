using System;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Training;

public class OptimizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void TheEndsOfSpansGetTheSameBits(int length)
    {
        // Every value takes the same way, whether in a whole vector or in a ragged end.
        foreach (Optimizer optimizer in new Optimizer[] { new AdamW(0.1), new Sgd(0.1, 0.9, true, 0.01), new Sgd(0.1) })
        {
            ParameterSet parameters = new(new ParameterInfo("p", [length], Initializer.Constant(0.3f)));
            parameters.Initialize(0);
            for (int step = 0; step < 3; step++)
            {
                optimizer.Step(parameters, [.. Enumerable.Repeat(0.7f / (step + 1), length)]);
            }

            Assert.NotEqual(0.3f, parameters.Values[0]);
            Assert.All(parameters.Values.ToArray(), value => Assert.Equal(parameters.Values[0], value));
        }
    }

    [Fact]
    public void AStepMovesTheVersion()
    {
        ParameterSet parameters = Two();
        long version = parameters.Version;
        Sgd optimizer = new(0.5);
        optimizer.Step(parameters, [1, -2]);
        Assert.Equal([-0.5f, 1], parameters.Values.ToArray());
        Assert.True(parameters.Version > version);
        Assert.Equal(1, optimizer.Steps);
    }

    [Fact]
    public void DecayingStateNeverGetsStuckInDenormals()
    {
        ParameterSet parameters = Two();
        Sgd optimizer = new(1, momentum: 0.5);
        optimizer.Step(parameters, [1e-37f, 1]);
        for (int step = 0; step < 10; step++)
        {
            optimizer.Step(parameters, [0, 0]);
        }

        // 1e-37 · (1 + ½ + ¼ + ⅛): the next term would be denormal.
        Assert.InRange(parameters.Values[0], -1.8751e-37f, -1.8749e-37f);
    }

    [Fact]
    public void MisuseIsSaidSo()
    {
        Sgd optimizer = new(0.1);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => optimizer.Step(Two(), [1]));
        Assert.Contains("2 parameters need as many gradients, got 1", exception.Message, StringComparison.Ordinal);
        optimizer.Step(Two(), [1, 1]);
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(Two(), [1, 1]));
    }

    [Fact]
    public void HyperparametersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", static () => new Sgd(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", static () => new AdamW(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", static () => new Sgd(0.1, momentum: -1));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", static () => new Sgd(0.1, weightDecay: double.PositiveInfinity));
        Assert.Throws<ArgumentException>("nesterov", static () => new Sgd(0.1, nesterov: true));
        Assert.Throws<ArgumentException>("nesterov", static () => new Sgd(0.1, momentum: 0.9, nesterov: true, dampening: 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", static () => new AdamW(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", static () => new AdamW(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", static () => new AdamW(epsilon: -1));
    }

    private static ParameterSet Two() => new(new ParameterInfo("p", [2], default));
}
