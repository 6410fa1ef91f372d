using System;
using System.Linq;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>
/// The reference's gradients are the derivatives of the reference's forward pass: central differences in float64, per entry for a sample of
/// entries, and along one random direction that moves all of them at once.
/// </summary>
public sealed class FiniteDifferenceTests
{
    private const double Step = 1e-6;
    private const int SampledEntries = 8;

    /// <summary>All layers and joins but on ties, which have no derivative: PyTorch's numbers judge these.</summary>
    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (TestCase testCase in LayerCases.All.Concat(JoinCases.All).Where(testCase => testCase.Values != InputValues.Ties))
            {
                data.Add(testCase.Name, 2);
                data.Add(testCase.Name, 3);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void GradientsAreDerivatives(string name, int batchSize)
    {
        TestCase testCase = GoldenCases.Get(name);
        var network = new ReferenceNetwork(testCase);
        double[] x = Recipe.Input(testCase, batchSize);
        double[] outputGradient = Recipe.OutputGradient(testCase, batchSize * network.Output.Length);
        network.ForwardTraining(x, batchSize);
        double[] inputGradient = network.Backward(outputGradient);

        double Loss() => network.ForwardTraining(x, batchSize).Zip(outputGradient, (y, g) => y * g).Sum();
        Check($"{name}, input", x, inputGradient, Loss);
        foreach (ReferenceTensor parameter in network.Parameters)
        {
            Check($"{name}, {parameter.Name}", parameter.Values, parameter.Gradient, Loss);
        }
    }

    private static void Check(string what, double[] values, double[] gradient, Func<double> loss)
    {
        double rms = Math.Sqrt(gradient.Sum(g => g * g) / gradient.Length);
        double tolerance = 1e-6 * Math.Max(rms, 1e-2);
        foreach (int i in Recipe.Bits(what, SampledEntries).Select(bits => (int)(bits % values.Length)).Distinct())
        {
            double[] direction = new double[values.Length];
            direction[i] = 1;
            double difference = Difference(values, direction, loss);
            Assert.True(Math.Abs(difference - gradient[i]) < tolerance, $"{what}[{i}]: the gradient is {gradient[i]}, the difference quotient {difference}");
        }

        double[] all = Recipe.Uniform(what + "/direction", values.Length);
        double along = all.Zip(gradient, (d, g) => d * g).Sum();
        double quotient = Difference(values, all, loss);
        Assert.True(
            Math.Abs(quotient - along) < tolerance * Math.Sqrt(values.Length),
            $"{what}, all entries along a random direction: the gradient gives {along}, the difference quotient {quotient}");
    }

    private static double Difference(double[] values, double[] direction, Func<double> loss)
    {
        double[] start = [.. values];
        double At(double step)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = start[i] + (step * direction[i]);
            }

            return loss();
        }

        double quotient = (At(Step) - At(-Step)) / (2 * Step);
        start.CopyTo(values, 0);
        return quotient;
    }
}
