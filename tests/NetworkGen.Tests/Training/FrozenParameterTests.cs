using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Training;

/// <summary>Optimizers and frozen parameters: not a bit moves, and unfrozen ones go on as PyTorch's would.</summary>
public class FrozenParameterTests
{
    public static TheoryData<string> Optimizers => ["Sgd", "Momentum", "Nesterov", "AdamW"];

    [Theory, MemberData(nameof(Optimizers))]
    public void AFrozenParameterKeepsItsBits(string name)
    {
        ParameterSet parameters = Three();
        ParameterSet without = Three();
        Optimizer optimizer = Make(name);
        Optimizer other = Make(name);
        parameters.Freeze("b");
        float[] before = parameters["b"].Values.ToArray();
        for (int step = 0; step < 5; step++)
        {
            float[] gradients = Gradients(step);
            optimizer.Step(parameters, gradients);
            other.Step(without, gradients);
        }

        Assert.Equal(Bits(before), Bits(parameters["b"].Values));
        Assert.NotEqual(Bits(before), Bits(without["b"].Values));
        Assert.Equal(Bits(without["a"].Values), Bits(parameters["a"].Values));
        Assert.Equal(Bits(without["c"].Values), Bits(parameters["c"].Values));
    }

    /// <summary>As in PyTorch, whose optimizers pass over a parameter without a gradient: its momentum waits for it.</summary>
    [Theory, MemberData(nameof(Optimizers))]
    public void AnUnfrozenParameterGoesOnWhereItStopped(string name)
    {
        ParameterSet parameters = Three();
        ParameterSet without = Three();
        Optimizer optimizer = Make(name);
        Optimizer other = Make(name);
        for (int step = 0; step < 9; step++)
        {
            bool isFrozen = step is >= 2 and < 5;
            parameters["b"].IsFrozen = isFrozen;
            optimizer.Step(parameters, Gradients(step));
            if (!isFrozen)
            {
                other.Step(without, Gradients(step));
            }
        }

        Assert.Equal(Bits(without["b"].Values), Bits(parameters["b"].Values));
        Assert.Equal(9, optimizer.Steps);
    }

    /// <summary>The first step of Adam is as long as the learning rate; with a stranger's count of steps it would be thrice that.</summary>
    [Theory, MemberData(nameof(Optimizers))]
    public void AParameterThatWasFrozenFromTheStartBeginsWithItsFirstStep(string name)
    {
        ParameterSet parameters = Three();
        ParameterSet fresh = Three();
        Optimizer optimizer = Make(name);
        parameters.Freeze("b");
        for (int step = 0; step < 1000; step++)
        {
            optimizer.Step(parameters, Gradients(step));
        }

        parameters.Unfreeze("b");
        optimizer.Step(parameters, Gradients(0));
        Make(name).Step(fresh, Gradients(0));
        Assert.Equal(Bits(fresh["b"].Values), Bits(parameters["b"].Values));
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void EverythingFrozenIsNoError(string name)
    {
        ParameterSet parameters = Three();
        float[] before = parameters.Values.ToArray();
        parameters.FreezeAll();
        Make(name).Step(parameters, Gradients(0));
        Assert.Equal(Bits(before), Bits(parameters.Values));
    }

    [Fact]
    public void ATrainerTrainsTheRest()
    {
        LinearNetwork network = LinearNetwork.Create(1);
        float[] weight = network.Parameters["weight"].Values.ToArray();
        float[] bias = network.Parameters["bias"].Values.ToArray();
        InMemoryDataSet data = new([1, 0, 0, 1, 1, 1], LinearNetwork.In, [0, 1, 2], LinearNetwork.Out);
        Trainer<LinearNetwork> trainer = new(network, new AdamW(0.1), new CrossEntropyLoss());
        network.Parameters.Freeze("weight");
        trainer.Fit(data, new FitOptions { Epochs = 3, BatchSize = 2 });
        Assert.Equal(Bits(weight), Bits(network.Parameters["weight"].Values));
        Assert.NotEqual(Bits(bias), Bits(network.Parameters["bias"].Values));

        network.Parameters.FreezeAll();
        float[] all = network.Parameters.Values.ToArray();
        TrainingHistory history = trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 2 });
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal(Bits(all), Bits(network.Parameters.Values));
    }

    private static Optimizer Make(string name) => name switch
    {
        "Sgd" => new Sgd(0.1, weightDecay: 0.1),
        "Momentum" => new Sgd(0.1, momentum: 0.9, weightDecay: 0.1, dampening: 0.5),
        "Nesterov" => new Sgd(0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1),
        _ => new AdamW(0.1, weightDecay: 0.1),
    };

    /// <summary>Lengths that are no multiples of a vector's, so that a neighbour's end would be touched.</summary>
    private static ParameterSet Three()
    {
        ParameterSet parameters = new(
            new ParameterInfo("a", [5], Initializer.Uniform(1)), new ParameterInfo("b", [19], Initializer.Uniform(1)), new ParameterInfo("c", [3], Initializer.Uniform(1)));
        parameters.Initialize(3);
        return parameters;
    }

    private static float[] Gradients(int step) => [.. Enumerable.Range(0, 27).Select(i => MathF.Sin(i + (step * 0.7f)))];

    private static IEnumerable<uint> Bits(ReadOnlySpan<float> values) => values.ToArray().Select(BitConverter.SingleToUInt32Bits);
}
