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
        CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text)).Append(("Stacks.cs", Stacks.Text))))));

    public static TheoryData<string> StackNames => [.. Stacks.All.Keys];

    /// <summary>Where another layer reads what passes between the two, it is a whole map; what the other layer makes of it stands behind the result.</summary>
    [Theory, MemberData(nameof(StackNames))]
    public void ByRowsTheyHaveTheBitsOfWholeMaps(string name)
    {
        INetworkUnderTest rows = Create(name + "Rows");
        INetworkUnderTest whole = Create(name + "Whole");
        Take(whole.Parameters, rows.Parameters, 0);
        Take(whole.Buffers, rows.Buffers, 0);
        float[] x = Draw(rows.InputLength, seed: 3);
        float[] y = rows.Forward(x);

        Assert.Equal(Bits(whole.Forward(x)[..y.Length]), Bits(y));
        Assert.Null(SharedImages.Differing(rows, x, y));
    }

    [Fact]
    public void TogetherTheyHaveTheBitsOfEach() => Assert.All(_shapes.Value, static shape =>
    {
        INetworkUnderTest both = Create(shape.Name + "Both");
        INetworkUnderTest first = Create(shape.Name + "First");
        INetworkUnderTest second = Create(shape.Name + "Second");
        int firsts = Take(first.Parameters, both.Parameters, 0);
        Take(second.Parameters, both.Parameters, firsts);
        Take(second.Buffers, both.Buffers, Take(first.Buffers, both.Buffers, 0));
        float[] x = Draw(both.InputLength, seed: 2);

        Assert.Equal(Bits(second.Forward(first.Forward(x))), Bits(both.Forward(x)));
        Assert.Null(SharedImages.Differing(both, x, both.Forward(x)));
    });

    private static INetworkUnderTest Create(string name)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(_assembly.Value.GetType(name, throwOnError: true)!, seed: 1);
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
            (int height, int width) = (14 * random.Next(2, 6), random.Next(29, 70));
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

    /// <summary>Pairs among other layers. Each makes 56×56 of what comes between the two, which is called mid, and of its result, which is called r.</summary>
    private static class Stacks
    {
        public static IReadOnlyDictionary<string, (string Network, string Layers)> All { get; } = new Dictionary<string, (string, string)>
        {
            ["AddedBehind"] = ("65, 56, 56", "[DepthwiseConv2d(3, Padding = 1), BatchNorm2d, ReLU6(Name = \"mid\"), Conv2d(65, 1), Add(\"input\", Name = \"r\")]"),
            ["AddedBetween"] = ("65, 56, 56", "[DepthwiseConv2d(3, Padding = 1), Add(\"input\", Name = \"mid\"), Conv2d(40, 1, Name = \"r\")]"),
            ["AddedBehindAStride"] = ("64, 56, 56", "[DepthwiseConv2d(2, Stride = 2, Padding = 28, Name = \"mid\"), Conv2d(64, 1), Add(\"input\", Name = \"r\")]"),
            ["AddedBetweenAStride"] = ("64, 56, 56", "[DepthwiseConv2d(2, Stride = 2, Padding = 28), Add(\"input\", Name = \"mid\"), Conv2d(40, 1, Name = \"r\")]"),
            ["FiveByFive"] = ("64, 56, 56", "[DepthwiseConv2d(5, Padding = 2), ReLU(Name = \"mid\"), Conv2d(40, 1, Name = \"r\")]"),
            ["Dilated"] = ("64, 56, 56", "[DepthwiseConv2d(3, Padding = 2, Dilation = 2, Name = \"mid\"), Conv2d(40, 1, Name = \"r\")]"),
            ["PaddedAsNeeded"] = ("64, 111, 112", "[DepthwiseConv2d(3, Stride = 2, Padding = Pad.Same, Name = \"mid\"), Conv2d(40, 1, Name = \"r\")]"),
            ["Joined"] = ("64, 56, 56", "[DepthwiseConv2d(3, Padding = 1, Name = \"mid\"), Conv2d(512, 1, Name = \"r\")]"),
            ["InGroups"] = ("64, 56, 56", "[DepthwiseConv2d(3, Padding = 1, Name = \"mid\"), Conv2d(64, 1, Groups = 2, Name = \"r\")]"),
            ["ReadByAWindow"] = ("64, 56, 56", "[DepthwiseConv2d(3, Padding = 1, Name = \"mid\"), Conv2d(32, 1), ReLU, Conv2d(24, 3, Padding = 1, Name = \"r\")]"),
            ["NormOfAHalo"] = ("64, 56, 56", "[Conv2d(32, 3, Padding = 1, Name = \"side\")]\n[From(\"input\"), BatchNorm2d, ReLU(Name = \"mid\"), Conv2d(32, 1), Add(\"side\", Name = \"r\")]"),
            ["Dense"] = (
                "64, 56, 56",
                "[Conv2d(32, 1, Name = \"a\")]\n[From(\"input\"), Conv2d(48, 1, Name = \"b\")]\n"
                + "[Concat(\"a\", \"b\", Name = \"ab\"), BatchNorm2d, ReLU(Name = \"mid\"), Conv2d(16, 1, Name = \"c\")]\n[Concat(\"ab\", \"c\"), Conv2d(24, 1, Name = \"r\")]"),
        };

        public static string Text => "using NetworkGen;\n" + string.Concat(All.Select(static stack =>
            Declared(stack.Key + "Rows", stack.Value.Network, stack.Value.Layers)
            + Declared(stack.Key + "Whole", stack.Value.Network, stack.Value.Layers + "\n[From(\"mid\"), AdaptiveAvgPool2d(1), Upsample(56, Name = \"other\")]\n[Concat(\"r\", \"other\")]")));

        private static string Declared(string name, string network, string layers) => $"[Network({network})]\n{layers}\npublic sealed partial class {name};\n";
    }
}
