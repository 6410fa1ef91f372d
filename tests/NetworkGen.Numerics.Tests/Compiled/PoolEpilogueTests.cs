using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// A max pool before a convolution's stores against the same network without it, whose result is pooled here: random shapes with tails on every side,
/// each by Winograd's minimal filtering or the direct sum, with a batch norm, a residual and an activation or without, and with NaNs in the image.
/// </summary>
public sealed class PoolEpilogueTests
{
    private const int Shapes = 40;
    private const int Images = 2;

    private static readonly Lazy<IReadOnlyList<Shape>> _shapes = new(static () => [.. Enumerable.Range(0, Shapes).Select(static index => Shape.Draw(index, new Random(500 + index)))]);

    private static readonly Lazy<Assembly> _assembly = new(static () => new AssemblyLoadContext("pools").LoadFromStream(new MemoryStream(
        CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text))))));

    [Fact]
    public void ThePoolGetsWhatWouldHaveBeenStored()
    {
        var failures = new List<string>();
        foreach (Shape shape in _shapes.Value)
        {
            float[] pooled = Run(shape.Name + "Pooled", shape.IsSameSum);
            float[] expected = Pool(Run(shape.Name + "Whole", shape.IsSameSum), shape);
            string? failure = shape.IsSameSum ? Differing(expected, pooled) : Distant(expected, pooled);
            if (failure is not null)
            {
                failures.Add($"{failure}: {shape.Text}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void AnyNumberOfCoresGivesTheBitsOfOne() => Assert.All(_shapes.Value, static shape =>
    {
        INetworkUnderTest network = Create(shape.Name + "Pooled");
        network.Threads = 1;
        float[] images = Pixels(network, hasNaN: false);
        Assert.Null(SharedImages.Differing(network, images, network.Forward(images)));
    });

    private static string? Differing(float[] expected, float[] actual)
    {
        Assert.Contains(expected, float.IsNaN);
        int differing = expected.Zip(actual).Count(static pair => !pair.First.Equals(pair.Second));
        return expected.Length != actual.Length ? "other length" : differing > 0 ? $"{differing} of {expected.Length} values differ" : null;
    }

    /// <summary>Without the row or the column that the pool drops, Winograd's last tiles lie elsewhere, and round otherwise.</summary>
    private static string? Distant(float[] expected, float[] actual)
    {
        double[] wide = NetworkUnderTest.Widen(expected);
        NumericError error = NumericError.Of(NetworkUnderTest.Widen(actual), wide, Math.Sqrt(wide.Sum(static value => value * value) / wide.Length));
        double ratio = new Tolerance(1.1e-5, 1e-4).Ratio(error);
        return ratio <= 1 ? null : $"{error}, {ratio:g3} times the bound";
    }

    private static float[] Pool(float[] map, Shape shape)
    {
        (int rows, int columns) = (shape.Rows, shape.Columns);
        var pooled = new List<float>();
        for (int plane = 0; plane < Images * shape.Channels; plane++)
        {
            for (int row = 0; row < rows / 2; row++)
            {
                for (int column = 0; column < columns / 2; column++)
                {
                    int first = (((plane * rows) + (2 * row)) * columns) + (2 * column);
                    pooled.Add(MathF.Max(MathF.Max(map[first], map[first + 1]), MathF.Max(map[first + columns], map[first + columns + 1])));
                }
            }
        }

        return [.. pooled];
    }

    private static float[] Run(string name, bool hasNaN)
    {
        INetworkUnderTest network = Create(name);
        return network.Forward(Pixels(network, hasNaN));
    }

    private static INetworkUnderTest Create(string name)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(_assembly.Value.GetType(name, throwOnError: true)!, seed: 1);
        foreach (ParameterSet set in new[] { network.Parameters, network.Buffers })
        {
            foreach (Parameter parameter in set)
            {
                float low = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.5f : -0.5f;
                var values = new Random(parameter.Length);
                parameter.CopyFrom([.. Enumerable.Range(0, parameter.Values.Length).Select(_ => low + values.NextSingle())]);
            }
        }

        return network;
    }

    private static float[] Pixels(INetworkUnderTest network, bool hasNaN)
    {
        var pixels = new Random(9);
        float[] input = [.. Enumerable.Range(0, Images * network.InputLength).Select(_ => (pixels.NextSingle() * 2) - 1)];
        if (hasNaN)
        {
            // Two rows of the first channel: some window reads them, whatever the stride.
            input.AsSpan(0, 2 * network.InputShape.Width).Fill(float.NaN);
        }

        return input;
    }

    /// <summary>A convolution, what stands behind it, and the map that it makes.</summary>
    private sealed record Shape(string Name, string Text, int Channels, int Rows, int Columns, bool IsSameSum)
    {
        public static Shape Draw(int index, Random random)
        {
            bool isWinograd = index % 2 == 0;
            string mode = !isWinograd ? "Off" : index % 4 == 0 ? "Auto" : "F2";
            int inputs = isWinograd ? random.Next(16, 70) : random.Next(1, 50);
            int kernel = isWinograd ? 3 : random.Next(4) switch { 0 => 1, 1 => 5, _ => 3 };
            int stride = isWinograd || random.Next(3) > 0 ? 1 : 2;
            bool isDepthwise = !isWinograd && random.Next(4) == 0;
            bool hasResidual = stride == 1 && random.Next(3) == 0;
            int padding = hasResidual ? kernel / 2 : random.Next(0, 2);
            int outputs = hasResidual || isDepthwise ? inputs : isWinograd ? random.Next(16, 70) : random.Next(1, 50);
            (int height, int width) = (random.Next(8, index % 8 == 0 ? 60 : 24), random.Next(8, index % 8 == 0 ? 60 : 24));
            int Along(int size) => ((size + (2 * padding) - kernel) / stride) + 1;
            string activation = random.Next(5) switch { 0 => "", 1 => ", LeakyReLU(0.2f)", 2 => ", Hardswish", 3 => ", ReLU6", _ => ", ReLU" };
            bool isBehind = activation != ", Hardswish" && random.Next(2) == 0;
            string bias = random.Next(2) == 0 ? "true" : "false";
            string convolution = (isDepthwise ? $"DepthwiseConv2d({kernel}, " : $"Conv2d({outputs}, {kernel}, ") + $"Stride = {stride}, Padding = {padding}, Bias = {bias})"
                + (random.Next(2) == 0 ? ", BatchNorm2d" : "") + (hasResidual ? ", Add(\"input\")" : "");
            string Declared(string name, string layers) => $"[Network({inputs}, {height}, {width}, Winograd = Winograd.{mode})]\n[{layers}]\npublic sealed partial class Shape{index}{name};\n";
            return new Shape(
                $"Shape{index}",
                "using NetworkGen;\n" + Declared("Pooled", convolution + (isBehind ? ", MaxPool2d" + activation : activation + ", MaxPool2d")) + Declared("Whole", convolution + activation),
                outputs, Along(height), Along(width),
                !isWinograd || (Along(height) % 2 == 0 && Along(width) % 2 == 0));
        }
    }
}
