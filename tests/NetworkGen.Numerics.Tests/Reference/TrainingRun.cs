using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>What golden.py does with a case, done with the reference: inference, two training steps, inference again.</summary>
public static class TrainingRun
{
    /// <summary>The rate of the two steps of gradient descent.</summary>
    public const double LearningRate = 1.0 / 64;

    /// <summary>All tensors, under golden.py's names.</summary>
    public static Dictionary<string, double[]> Of(TestCase testCase)
    {
        var network = new ReferenceNetwork(testCase);
        int batchSize = testCase.BatchSize;
        double[] x = Recipe.Input(testCase, batchSize);
        var tensors = new Dictionary<string, double[]> { ["eval.output"] = network.Forward(x, batchSize) };
        foreach (int step in new[] { 1, 2 })
        {
            network.ZeroGradients();
            double[] y = network.ForwardTraining(Recipe.Input(testCase, batchSize, step), batchSize);
            double[] outputGradient = Recipe.OutputGradient(testCase, y.Length, step);
            double[] inputGradient = network.Backward(outputGradient);
            tensors[$"loss.{step}"] = [y.Zip(outputGradient, (a, b) => a * b).Sum()];
            if (step == 1)
            {
                tensors["train.output"] = y;
                tensors["input.gradient"] = inputGradient;
                foreach (ReferenceTensor parameter in network.Parameters)
                {
                    tensors[parameter.Name + ".gradient"] = [.. parameter.Gradient];
                }
            }

            network.Step(LearningRate);
        }

        foreach (ReferenceTensor tensor in network.Parameters.Concat(network.Buffers))
        {
            tensors[tensor.Name + ".after"] = tensor.Values;
        }

        tensors["eval.output.after"] = network.Forward(x, batchSize);
        return tensors;
    }
}
