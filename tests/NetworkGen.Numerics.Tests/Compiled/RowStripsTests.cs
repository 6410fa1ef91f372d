using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// A batch norm or a depthwise convolution and the 1×1 behind it, computed for some rows after the others, against the same two layers as networks of their own:
/// each position is computed alike, so the bits are the same, on any number of cores.
/// </summary>
public sealed class RowStripsTests
{
    private const int Shapes = 12;
    private const int FewestFloats = 1 << 17;

    private static readonly Lazy<IReadOnlyList<Shape>> _shapes = new(static () => [.. Enumerable.Range(0, Shapes).Select(static index => Shape.Draw(index, new Random(1300 + index)))]);

    private static readonly Lazy<Assembly> _assembly = new(static () => new AssemblyLoadContext("rows").LoadFromStream(new MemoryStream(
        CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text))))));

    [Fact]
    public void TogetherTheyHaveTheBitsOfEach() => Assert.All(_shapes.Value, static shape =>
    {
        INetworkUnderTest both = Create(shape, "Both");
        INetworkUnderTest first = Create(shape, "First");
        INetworkUnderTest second = Create(shape, "Second");
        int firsts = Take(first.Parameters, both.Parameters, 0);
        Take(second.Parameters, both.Parameters, firsts);
        Take(second.Buffers, both.Buffers, Take(first.Buffers, both.Buffers, 0));
        float[] x = Draw(both.InputLength, seed: 2);

        Assert.Equal(Bits(second.Forward(first.Forward(x))), Bits(both.Forward(x)));
        Assert.Null(SharedImages.Differing(both, x, both.Forward(x)));
    });

    private static INetworkUnderTest Create(Shape shape, string part)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(_assembly.Value.GetType(shape.Name + part, throwOnError: true)!, seed: 1);
        network.Threads = 1;
        foreach (Parameter parameter in network.Parameters.Concat(network.Buffers))
        {
            float low = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.5f : -0.5f;
            parameter.CopyFrom([.. Draw(parameter.Length, parameter.Length).Select(value => low + ((value + 1) / 2))]);
        }

        return network;
    }

    /// <summary>Copies as many values as there are of those of the whole network, from the given one on; returns where they end.</summary>
    private static int Take(ParameterSet part, ParameterSet whole, int start)
    {
        foreach ((Parameter own, Parameter other) in part.Zip(whole.Skip(start)))
        {
            Assert.Equal(own.Shape, other.Shape);
            own.CopyFrom(other.Values);
        }

        return start + part.Count();
    }

    private static float[] Draw(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);

    private sealed record Shape(string Name, string Text)
    {
        /// <summary>The map between the two has more than half a megabyte, and as many rows as strips divide.</summary>
        public static Shape Draw(int index, Random random)
        {
            bool isNorm = index % 3 == 0;
            int stride = isNorm ? 1 : 1 + (index % 2);
            (int height, int width) = (8 * random.Next(2, 8), random.Next(29, 70));
            int channels = (FewestFloats / (height * width)) + random.Next(1, 40);
            int outputs = random.Next(5, 70);
            (int inputRows, int inputColumns) = isNorm ? (height, width) : ((height * stride) - random.Next(stride), (width * stride) - random.Next(stride));
            string end = random.Next(3) switch { 0 => "", 1 => ", BatchNorm2d, ReLU", _ => ", ReLU6" };
            string first = isNorm ? "BatchNorm2d, ReLU" : $"DepthwiseConv2d(3, Stride = {stride}, Padding = 1), BatchNorm2d, ReLU";
            string second = $"Conv2d({outputs}, 1)" + end;
            string Declared(string part, int rows, int columns, string layers) =>
                $"[Network({channels}, {rows}, {columns})]\n[{layers}]\npublic sealed partial class Rows{index}{part};\n";
            return new Shape(
                $"Rows{index}",
                "using NetworkGen;\n" + Declared("Both", inputRows, inputColumns, first + ", " + second) + Declared("First", inputRows, inputColumns, first) + Declared("Second", height, width, second));
        }
    }
}
