using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Winograd's minimal filtering against the direct sum, kernel against kernel: the same networks with the option set in three ways, on random shapes
/// with tails on every side (channels, rows, columns, strips), each with a batch norm, a residual and an activation or without.
/// </summary>
public sealed class WinogradTests
{
    private const int Shapes = 24;

    /// <summary>More weights than stay in a cache, so that they are fetched ahead, and maps of four strips and of two.</summary>
    private const string Heavy = """
        using NetworkGen;
        [Network(16, 32, 32)]
        [Conv2d(16, 3, Padding = 1), ReLU, Conv2d(32, 3, Padding = 1, Stride = 2), ReLU, Conv2d(32, 3, Padding = 1), Flatten, Linear(64)]
        public sealed partial class HeavyAuto;
        """;

    /// <summary>Small maps, whose images go in groups in training: tiles that fit and tiles that shift, a gradient that is added to one that is there.</summary>
    private const string Grouped = """
        using NetworkGen;
        [Network(16, 15, 16)]
        [Conv2d(64, 3, Padding = 1, Stride = 2), GELU, Conv2d(64, 3, Padding = 1, Name = "a"), GELU(Name = "g"), Conv2d(64, 3, Padding = 1), GELU, Conv2d(64, 3, Padding = 1), Add("g")]
        [Conv2d(80, 3), SiLU, Conv2d(64, 3, Padding = 1), Flatten, Linear(5)]
        public sealed partial class GroupedAuto;
        """;

    /// <summary>Strips of 13 of 49 tiles, of which the last shifts over the one before it, and a gradient that is there when that of the second convolution is added.</summary>
    private const string Skipped = """
        using NetworkGen;
        [Network(64, 28, 28)]
        [Conv2d(64, 3, Padding = 1), GELU(Name = "g"), Conv2d(64, 3, Padding = 1), GELU, Conv2d(64, 3, Padding = 1), Add("g")]
        public sealed partial class SkippedAuto;
        [Network(64, 28, 28, Winograd = Winograd.Off)]
        [Conv2d(64, 3, Padding = 1), GELU(Name = "g"), Conv2d(64, 3, Padding = 1), GELU, Conv2d(64, 3, Padding = 1), Add("g")]
        public sealed partial class SkippedOff;
        """;

    /// <summary>Of the sums of float32 on either side, in units of the root mean square.</summary>
    private static readonly Tolerance _small = new(6e-6, 6e-5);

    /// <summary>Tiles of 4×4 lose up to three times as much.</summary>
    private static readonly Tolerance _large = new(1.1e-5, 1e-4);

    /// <summary>Behind a batch norm of the batch, where x − mean cancels.</summary>
    private static readonly Tolerance _smallInTraining = new(1e-5, 1e-4);

    private static readonly Tolerance _largeInTraining = new(3e-5, 3e-4);

    private static readonly Lazy<IReadOnlyList<string>> _shapes = new(static () => [.. Draw(new Random(71))]);

    private static readonly Lazy<Assembly> _assembly = new(static () => new AssemblyLoadContext("winograd").LoadFromStream(new MemoryStream(
        CaseCompiler.Compile(_shapes.Value.Select(static (text, index) => ($"Shape{index}.cs", text)).Append(("Heavy.cs", Heavy)).Append(("Grouped.cs", Grouped)).Append(("Skipped.cs", Skipped))))));

    [Fact]
    public void AllFormsAgreeWithTheDirectSum()
    {
        var failures = new List<string>();
        int small = 0;
        int large = 0;
        for (int index = 0; index < Shapes; index++)
        {
            float[] direct = Run(index, "Off");
            float[] f2 = Run(index, "F2");
            float[] auto = Run(index, "Auto");
            small += f2.AsSpan().SequenceEqual(direct) ? 0 : 1;
            large += auto.AsSpan().SequenceEqual(f2) || auto.AsSpan().SequenceEqual(direct) ? 0 : 1;
            Compare(direct, f2, _small, $"F2, {_shapes.Value[index]}");
            Compare(direct, auto, _large, $"Auto, {_shapes.Value[index]}");
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));

        // The drawn shapes are such that most are worth it: a test of the direct sum against itself would pass, too.
        Assert.InRange(small, Shapes / 2, Shapes);
        Assert.InRange(large, Shapes / 2, Shapes);

        void Compare(float[] truth, float[] values, Tolerance bound, string what)
        {
            double[] wide = NetworkUnderTest.Widen(truth);
            NumericError error = NumericError.Of(NetworkUnderTest.Widen(values), wide, Math.Sqrt(wide.Sum(static value => value * value) / wide.Length));
            if (!(bound.Ratio(error) <= 1))
            {
                failures.Add($"{what}: {error}, {bound.Ratio(error):g3} times the bound");
            }
        }
    }

    /// <summary>Cores take strips of their own or share those there are, one by one or some as one: no bit depends on it.</summary>
    [Fact]
    public void AnyNumberOfCoresGivesTheBitsOfOne()
    {
        foreach (string mode in new[] { "F2", "Auto" })
        {
            Assert.All(Enumerable.Range(0, Shapes), index =>
            {
                INetworkUnderTest network = Create(index, mode, out Random random);
                network.Threads = 1;
                float[] images = Values(random, 2 * network.InputLength);
                Assert.Null(SharedImages.Differing(network, images, network.Forward(images)));
            });
        }
    }

    /// <summary>Seven cores, four strips and two: some cores have none.</summary>
    [Fact]
    public void CoresWithoutAStripHaveNothingToDo()
    {
        INetworkUnderTest network = Create("HeavyAuto", 1, out Random random);
        network.Threads = 1;
        float[] images = Values(random, 2 * network.InputLength);
        Assert.Null(SharedImages.Differing(network, images, network.Forward(images)));
    }

    /// <summary>Forward, the gradients of the images and those of the parameters, each as a whole: a bias under a batch norm has none but rounding errors.</summary>
    [Fact]
    public void AllFormsAgreeInTraining()
    {
        var failures = new List<string>();
        int different = 0;
        for (int index = 0; index < Shapes; index++)
        {
            float[][] direct = Train(index, "Off");
            foreach ((string mode, Tolerance bound) in new[] { ("F2", _smallInTraining), ("Auto", _largeInTraining) })
            {
                float[][] values = Train(index, mode);
                different += values[1].AsSpan().SequenceEqual(direct[1]) ? 0 : 1;
                for (int i = 0; i < direct.Length; i++)
                {
                    double[] wide = NetworkUnderTest.Widen(direct[i]);
                    NumericError error = NumericError.Of(NetworkUnderTest.Widen(values[i]), wide, Math.Sqrt(wide.Sum(static value => value * value) / wide.Length));
                    if (!(bound.Ratio(error) <= 1))
                    {
                        failures.Add($"{mode}, {new[] { "results", "gradients of the images", "gradients of the parameters" }[i]}: {error}, {bound.Ratio(error):g3} times the bound, {_shapes.Value[index]}");
                    }
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.InRange(different, Shapes, 2 * Shapes);
    }

    /// <summary>
    /// In training images of small maps go in groups of up to four, also where a chunk of the batch has one more: each image's result and gradient have the bits
    /// that they have alone, and the gradients of the parameters are the sums of those alone.
    /// </summary>
    [Theory]
    [InlineData(3)]
    [InlineData(35)]
    [InlineData(64)]
    [InlineData(90)]
    public void ImagesInGroupsHaveWhatTheyHaveAlone(int images)
    {
        INetworkUnderTest network = Create("GroupedAuto", 1, out Random random);
        using TrainingPass pass = network.CreateTrainingPass(images);
        float[] x = Values(random, images * network.InputLength), dy = Values(random, images * network.OutputLength);

        // Twice: what a group leaves behind must not show.
        pass.Forward(x);
        pass.Backward(dy);
        pass.ZeroGradients();
        float[] results = pass.Forward(x).ToArray();
        pass.Backward(dy);
        float[] inputGradients = pass.InputGradient.ToArray(), gradients = pass.Gradients.ToArray();

        using TrainingPass alone = network.CreateTrainingPass(1);
        var sums = new double[gradients.Length];
        for (int image = 0; image < images; image++)
        {
            Assert.Equal(alone.Forward(x.AsSpan(image * network.InputLength, network.InputLength)), results.AsSpan(image * network.OutputLength, network.OutputLength));
            alone.ZeroGradients();
            alone.Backward(dy.AsSpan(image * network.OutputLength, network.OutputLength));
            Assert.Equal(alone.InputGradient, inputGradients.AsSpan(image * network.InputLength, network.InputLength));
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += alone.Gradients[i];
            }
        }

        NumericError error = NumericError.Of(NetworkUnderTest.Widen(gradients), sums, Math.Sqrt(sums.Sum(static value => value * value) / sums.Length));
        Assert.True(_small.Ratio(error) <= 1, error.ToString());
    }

    [Fact]
    public void WhatIsAddedToAGradientCountsOnce()
    {
        float[][] direct = Train(Create("SkippedOff", 1, out Random random), random);
        float[][] auto = Train(Create("SkippedAuto", 1, out random), random);
        for (int i = 0; i < direct.Length; i++)
        {
            double[] wide = NetworkUnderTest.Widen(direct[i]);
            NumericError error = NumericError.Of(NetworkUnderTest.Widen(auto[i]), wide, Math.Sqrt(wide.Sum(static value => value * value) / wide.Length));
            Assert.True(_largeInTraining.Ratio(error) <= 1, error.ToString());
        }
    }

    private static float[][] Train(int index, string mode) => Train(Create(index, mode, out Random random), random);

    private static float[][] Train(INetworkUnderTest network, Random random)
    {
        const int Images = 3;
        using TrainingPass pass = network.CreateTrainingPass(Images);
        float[] results = pass.Forward(Values(random, Images * network.InputLength)).ToArray();
        pass.Backward(Values(random, results.Length));
        return [results, pass.InputGradient.ToArray(), pass.Gradients.ToArray()];
    }

    private static float[] Run(int index, string mode)
    {
        INetworkUnderTest network = Create(index, mode, out Random random);
        return network.Forward(Values(random, 2 * network.InputLength));
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static INetworkUnderTest Create(int index, string mode, out Random random) => Create($"Shape{index}{mode}", index, out random);

    private static INetworkUnderTest Create(string name, int seed, out Random random)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(_assembly.Value.GetType(name, throwOnError: true)!, seed: 1);
        var drawn = random = new Random(seed);
        foreach (ParameterSet set in new[] { network.Parameters, network.Buffers })
        {
            foreach (Parameter parameter in set)
            {
                float low = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.5f : -0.5f;
                parameter.CopyFrom([.. Enumerable.Range(0, parameter.Values.Length).Select(_ => low + drawn.NextSingle())]);
            }
        }

        return network;
    }

    private static IEnumerable<string> Draw(Random random)
    {
        for (int index = 0; index < Shapes; index++)
        {
            int inputs = random.Next(16, 70);
            int outputs = random.Next(16, 70);
            int height = random.Next(5, index % 8 == 0 ? 90 : 24);
            int width = random.Next(5, index % 8 == 0 ? 90 : 24);
            int padding = random.Next(0, 3);
            bool hasResidual = padding == 1 && random.Next(2) == 0;
            string activation = random.Next(4) switch { 0 => ", ReLU", 1 => ", LeakyReLU(0.2f)", 2 => ", Hardswish", _ => "" };
            string layers = $"[Conv2d({(hasResidual ? inputs : outputs)}, 3, Padding = {padding}, Bias = {(random.Next(2) == 0 ? "true" : "false")}){(random.Next(2) == 0 ? ", BatchNorm2d" : "")}"
                + $"{(hasResidual ? ", Add(\"input\")" : "")}{activation}]";
            yield return "using NetworkGen;\n" + string.Concat(new[] { "Auto", "F2", "Off" }.Select(mode =>
                $"[Network({inputs}, {height}, {width}, Winograd = Winograd.{mode})]\n{layers}\npublic sealed partial class Shape{index}{mode};\n"));
        }
    }
}
