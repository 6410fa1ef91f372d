using System.Collections.Generic;
using System.Linq;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What <see cref="TrainingRun"/> does with the reference, done with emitted code.</summary>
internal static class CompiledRun
{
    /// <summary>All tensors, under golden.py's names.</summary>
    /// <param name="testCase">The case.</param>
    /// <param name="network">Its network; it takes the case's state, and ends two training steps later.</param>
    public static Dictionary<string, double[]> Of(TestCase testCase, INetworkUnderTest network)
    {
        network.TakeStateOf(new ReferenceNetwork(testCase));
        int batchSize = testCase.BatchSize;
        float[] x = Narrow(Recipe.Input(testCase, batchSize));
        var tensors = new Dictionary<string, double[]> { ["eval.output"] = Widen(network.Forward(x)) };
        using TrainingPass pass = network.CreateTrainingPass(batchSize);
        foreach (int step in new[] { 1, 2 })
        {
            pass.ZeroGradients();
            double[] y = Widen(pass.Forward(Narrow(Recipe.Input(testCase, batchSize, step))));
            double[] outputGradient = Recipe.OutputGradient(testCase, y.Length, step);
            pass.Backward(Narrow(outputGradient));
            tensors[$"loss.{step}"] = [y.Zip(outputGradient, (a, b) => a * b).Sum()];
            if (step == 1)
            {
                tensors["train.output"] = y;
                tensors["input.gradient"] = Widen(pass.InputGradient);
                foreach (Parameter parameter in network.Parameters)
                {
                    tensors[parameter.Name + ".gradient"] = Widen(pass.Gradients.Slice(parameter.Offset, parameter.Length));
                }
            }

            Step(network.Parameters, pass);
        }

        foreach (Parameter tensor in network.Parameters.Concat(network.Buffers))
        {
            tensors[tensor.Name + ".after"] = Widen(tensor.Values);
        }

        tensors["eval.output.after"] = Widen(network.Forward(x));
        return tensors;
    }

    /// <summary>One step of plain gradient descent.</summary>
    private static void Step(ParameterSet parameters, TrainingPass pass)
    {
        float[] values = parameters.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= (float)TrainingRun.LearningRate * pass.Gradients[i];
        }

        parameters.CopyFrom(values);
    }
}
