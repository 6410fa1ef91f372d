using System;
using System.Linq;
using System.Text.Json.Nodes;
using NetworkGen.Tests.Golden;
using Xunit;

namespace NetworkGen.Tests.Training;

public class LossTests
{
    private static readonly JsonArray Cases = GoldenFile.Read("losses.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void LossAndGradientArePyTorchs(int number)
    {
        JsonNode golden = Cases[number]!;
        float[] outputs = golden.Get<float[]>("outputs");
        float[] gradient = new float[outputs.Length];
        double loss = golden.Get<string>("name") == "CrossEntropy"
            ? new CrossEntropyLoss().Compute(outputs, golden.Get<int[]>("targets"), gradient)
            : new MeanSquaredErrorLoss().Compute(outputs, golden.Get<float[]>("targets"), gradient);
        Assert.Equal(golden.Get<double>("loss"), loss, 1e-5);
        float[] expected = golden.Get<float[]>("gradient");
        for (int i = 0; i < expected.Length; i++)
        {
            // PyTorch takes its logarithm of logits around 1000 in float32.
            Assert.Equal(expected[i], gradient[i], 1e-6f);
        }
    }

    [Fact]
    public void CrossEntropysGradientIsItsDerivative()
    {
        int[] labels = [2, 0, 1];
        ExpectDerivative(new CrossEntropyLoss(), [0.3f, -1.2f, 2, 0.1f, 0, -0.7f, 5, -4, 0.25f], new Targets(labels));
    }

    [Fact]
    public void MeanSquaredErrorsGradientIsItsDerivative()
    {
        float[] values = [1, 0, -1, 0.5f];
        ExpectDerivative(new MeanSquaredErrorLoss(), [0.3f, -1.2f, 2, 0.1f], new Targets(values));
    }

    [Fact]
    public void LargeLogitsNeitherOverflowNorVanish()
    {
        Assert.Equal(0, new CrossEntropyLoss().Compute(new[] { 3e38f, -3e38f }, new[] { 0 }), 1e-12);
        Assert.Equal(2000, new CrossEntropyLoss().Compute(new[] { 1000f, -1000f }, new[] { 1 }), 1e-9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void ALabelOutOfRangeIsNamed(int label)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new CrossEntropyLoss().Compute(new float[6], new[] { 0, label }));
        Assert.Contains($"Label {label} of sample 1: the outputs have 3 classes, 0 to 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LengthsAndKindsAreChecked()
    {
        CrossEntropyLoss crossEntropy = new();
        MeanSquaredErrorLoss squared = new();
        Assert.Throws<ArgumentException>(() => crossEntropy.Compute(new float[5], new[] { 0, 1 }));
        Assert.Throws<ArgumentException>(() => crossEntropy.Compute([], Array.Empty<int>()));
        Assert.Throws<ArgumentException>("gradient", () => crossEntropy.Compute(new float[6], new[] { 0, 1 }, new float[5]));
        Assert.Throws<ArgumentException>(() => squared.Compute(new float[6], new float[5]));
        Assert.Throws<ArgumentException>("gradient", () => squared.Compute(new float[6], new float[6], new float[5]));
        Assert.Contains("MeanSquaredErrorLoss", Assert.Throws<ArgumentException>(() => crossEntropy.Compute(new float[6], new float[6])).Message, StringComparison.Ordinal);
        Assert.Contains("CrossEntropyLoss", Assert.Throws<ArgumentException>(() => squared.Compute(new float[6], new[] { 1 })).Message, StringComparison.Ordinal);
    }

    // Outputs are float32, so the step is 2⁻⁷ and the loss in double: the difference quotient is right to about 1e-5.
    private static void ExpectDerivative(Loss loss, float[] outputs, Targets targets)
    {
        const float step = 1f / 128;
        float[] gradient = new float[outputs.Length];
        loss.Compute(outputs, targets, gradient);
        for (int i = 0; i < outputs.Length; i++)
        {
            float[] above = [.. outputs];
            float[] below = [.. outputs];
            above[i] += step;
            below[i] -= step;
            double slope = (loss.Compute(above, targets) - loss.Compute(below, targets)) / ((double)above[i] - below[i]);
            Assert.Equal(slope, gradient[i], 1e-5);
        }

        Assert.Contains(gradient, static value => Math.Abs(value) > 0.01f);
        Assert.Equal(loss.Compute(outputs, targets), loss.Compute(outputs, targets, gradient));
    }
}
