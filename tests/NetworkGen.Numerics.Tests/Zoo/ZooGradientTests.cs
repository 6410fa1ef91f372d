using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetworkGen.Numerics.Tests.Compiled;
using NetworkGen.Numerics.Tests.Golden;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>Gradients of every parameter through shortcuts, concatenations, depthwise and transposed convolutions, in training mode, against PyTorch.</summary>
public sealed class ZooGradientTests
{
    private const int BatchSize = 4;

    /// <summary>
    /// Errors in units of a gradient's root mean square (a parameter's: or a tenth of the largest one's, as one of cancelling terms keeps their error). Each batch norm
    /// in training mode adds its own (see <see cref="Tolerance"/>), and there are up to 19 in a row.
    /// </summary>
    private const double RmsBound = 2e-5;

    private const double MaxBound = 2e-4;

    [Theory, InlineData("ResNet20"), InlineData("DenseNet"), InlineData("InvertedResiduals"), InlineData("UNet")]
    public void GradientsArePyTorchs(string name)
    {
        using var json = JsonDocument.Parse(GoldenFile.ReadText("gradients.json"));
        JsonElement golden = json.RootElement.GetProperty(name);
        StateTensor[] tensors = StateTensor.Read(golden.GetProperty("tensors"));
        Dictionary<string, GoldenTensor> truth = GoldenFile.Tensors(name, golden.GetProperty("numbers")).ToDictionary(tensor => tensor.Name);
        using var state = new StateDictStream(name, tensors);
        INetworkUnderTest network = NetworkUnderTest.Load(ZooAssembly.SmallNetwork(name), state);

        Dictionary<string, double[]> ours = Train(network, name, golden.GetProperty("input").GetInt32());
        Assert.Equal(truth.Keys.Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        double largest = truth.Values.Where(IsOfParameter).Max(Rms);
        string[] wrong =
        [
            .. from tensor in truth.Values
               let error = tensor.ErrorOf(ours[tensor.Name], IsOfParameter(tensor) ? 0.1 * largest : 0)
               let norm = Math.Abs(Rms(ours[tensor.Name]) - Rms(tensor)) / Math.Max(Rms(tensor), IsOfParameter(tensor) ? 0.1 * largest : 0)
               where !(error.RelativeRms <= RmsBound && error.RelativeMax <= MaxBound && norm <= RmsBound)
               select $"{tensor.Name}: {error}, norm {norm:g3}",
        ];
        Assert.True(wrong.Length == 0, $"{name}\n{string.Join("\n", wrong)}");
    }

    private static Dictionary<string, double[]> Train(INetworkUnderTest network, string name, int input)
    {
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        double[] images = Array.ConvertAll(Recipe.Uniform($"{name}/input.{input}", BatchSize * network.InputLength), u => 2 * u);
        double[] output = Widen(pass.Forward(Narrow(images)));
        pass.Backward(Narrow(Recipe.Uniform($"{name}/output_gradient", output.Length)));
        var tensors = new Dictionary<string, double[]> { ["train.output"] = output, ["input.gradient"] = Widen(pass.InputGradient) };
        foreach (Parameter parameter in network.Parameters)
        {
            tensors.Add(parameter.Name + ".gradient", Widen(pass.Gradients.Slice(parameter.Offset, parameter.Length)));
        }

        return tensors;
    }

    private static bool IsOfParameter(GoldenTensor tensor) => tensor.Name is not ("train.output" or "input.gradient");

    private static double Rms(GoldenTensor tensor) => tensor.Norm / Math.Sqrt(tensor.Length);

    private static double Rms(double[] values) => Math.Sqrt(values.Sum(value => value * value) / values.Length);
}
