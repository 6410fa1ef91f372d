using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// 1×1s whose rows are computed as one, or that read a copy of the positions they stride over, against the same one on a vector: each position is computed by
/// itself, so it has the same value, on any number of cores. Gaps between rows come from the zeros that a depthwise 3×3 behind wants; its taps pass the value on.
/// </summary>
public sealed class RowJoinTests
{
    private const int Shapes = 16;

    private static readonly Lazy<IReadOnlyList<Shape>> _shapes = new(static () => [.. Enumerable.Range(0, Shapes).Select(static index => Shape.Draw(index, new Random(1700 + index)))]);

    private static readonly Lazy<Assembly> _assembly = new(static () => new AssemblyLoadContext("joins").LoadFromStream(new MemoryStream(
        CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text))))));

    [Fact]
    public void EachPositionHasTheValueThatItHasAlone() => Assert.All(_shapes.Value, static shape =>
    {
        INetworkUnderTest map = Create(shape.Name + "Map");
        INetworkUnderTest alone = Create(shape.Name + "Alone");
        foreach ((Parameter own, Parameter whole) in alone.Parameters.Zip(map.Parameters))
        {
            own.CopyFrom(whole.Values);
        }

        foreach (Parameter taps in map.Parameters.Skip(alone.Parameters.Count()))
        {
            taps.CopyFrom([.. Enumerable.Range(0, taps.Length).Select(tap => taps.Shape.Count == 4 && tap % 9 == 4 ? 1f : 0f)]);
        }

        float[] x = Draw(map.InputLength, seed: 4);
        float[] y = map.Forward(x);
        for (int position = 0; position < shape.Positions; position++)
        {
            int read = (position / shape.Columns * shape.Stride * shape.InputColumns) + (position % shape.Columns * shape.Stride);
            float[] vector = [.. Enumerable.Range(0, alone.InputLength).Select(channel => x[(channel * x.Length / alone.InputLength) + read])];
            Assert.Equal(alone.Forward(vector), Enumerable.Range(0, alone.OutputLength).Select(channel => y[(channel * shape.Positions) + position]));
        }

        Assert.Null(SharedImages.Differing(map, x, y));
    });

    private static INetworkUnderTest Create(string name)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(_assembly.Value.GetType(name, throwOnError: true)!, seed: 1);
        network.Threads = 1;
        return network;
    }

    private static float[] Draw(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private sealed record Shape(string Name, string Text, int Rows, int Columns, int Stride, int InputColumns)
    {
        public int Positions => Rows * Columns;

        public static Shape Draw(int index, Random random)
        {
            (int rows, int columns) = (random.Next(3) switch { 0 => 7, 1 => 14, _ => random.Next(2, 30) }, random.Next(2, 31));
            int stride = index % 4 == 3 ? 2 + (index % 8 / 7) : 1;
            (int inputRows, int inputColumns) = ((rows * stride) - random.Next(stride), (columns * stride) - random.Next(stride));
            int inputs = random.Next(16, 90);
            int outputs = random.Next(113, 540);
            string layers = $"Conv2d({outputs}, 1{(stride > 1 ? $", Stride = {stride}" : "")}){random.Next(3) switch { 0 => "", 1 => ", ReLU", _ => ", ReLU6" }}";
            string behind = index % 2 == 0 ? ", DepthwiseConv2d(3, Padding = 1)" : "";
            string Declared(string part, int height, int width, string all) => $"[Network({inputs}, {height}, {width})]\n[{all}]\npublic sealed partial class Join{index}{part};\n";
            string alone = layers.Replace($", Stride = {stride}", "", StringComparison.Ordinal);
            return new Shape($"Join{index}", "using NetworkGen;\n" + Declared("Map", inputRows, inputColumns, layers + behind) + Declared("Alone", 1, 1, alone), rows, columns, stride, inputColumns);
        }
    }
}
