using System;
using System.Linq;
using System.Text.Json.Nodes;
using NetworkGen.Tests.Golden;
using Xunit;

namespace NetworkGen.Tests.Training;

/// <summary>Step by step against torch.optim (Golden/optimizers.py).</summary>
public class OptimizerGoldenTests
{
    private static readonly JsonArray Cases = GoldenFile.Read("optimizers.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void StepsArePyTorchs(int number)
    {
        JsonNode golden = Cases[number]!;
        Optimizer optimizer = Make(golden.Get<string>("name"), golden["arguments"]!.AsObject());
        float[][] gradients = golden.Get<float[][]>("gradients");
        float[][] values = golden.Get<float[][]>("values");
        float[] start = golden.Get<float[]>("start");
        ParameterSet parameters = new(new ParameterInfo("p", [start.Length], default));
        parameters.CopyFrom(start);
        for (int step = 0; step < gradients.Length; step++)
        {
            if (step == 4)
            {
                optimizer.LearningRate *= 0.5;
            }

            optimizer.Step(parameters, gradients[step]);
            for (int i = 0; i < start.Length; i++)
            {
                // A few roundings of float32 each step; PyTorch fuses some that we don't.
                float tolerance = 1e-6f * (1 + MathF.Abs(values[step][i]));
                Assert.InRange(parameters.Values[i], values[step][i] - tolerance, values[step][i] + tolerance);
            }
        }
    }

    private static Optimizer Make(string name, JsonObject arguments)
    {
        double Number(string argument, double otherwise) => arguments[argument]?.GetValue<double>() ?? otherwise;
        return name switch
        {
            "Sgd" => new Sgd(
                Number("learningRate", 0), Number("momentum", 0), arguments.ContainsKey("nesterov"), Number("weightDecay", 0), Number("dampening", 0)),
            "AdamW" when arguments.Count == 1 => new AdamW(Number("learningRate", 0)),
            "AdamW" => new AdamW(
                Number("learningRate", 0), Number("beta1", 0), Number("beta2", 0), Number("epsilon", 0), Number("weightDecay", 0)),
            _ => throw new ArgumentException($"Golden/optimizers.json has the optimizer '{name}', which this test doesn't know.", nameof(name)),
        };
    }
}
