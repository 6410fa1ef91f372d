using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// 1×1s of a small map, whose positions stand in one row, against the same ones of a larger map that has the small one in its corner: each position is
/// computed by itself, so the bits are the same, forward and backward.
/// </summary>
public sealed class FlatMapTests
{
    private const int Shapes = 6;
    private const int Large = 11;

    private static readonly Lazy<IReadOnlyList<Shape>> _shapes = new(static () => [.. Enumerable.Range(0, Shapes).Select(static index => Shape.Draw(index, new Random(900 + index)))]);

    private static readonly Lazy<Assembly> _assembly = new(static () => new AssemblyLoadContext("flat").LoadFromStream(new MemoryStream(
        CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text))))));

    [Fact]
    public void OneRowHasTheBitsOfManyRows()
    {
        var failures = new List<string>();
        foreach (Shape shape in _shapes.Value)
        {
            INetworkUnderTest small = NetworkUnderTest.Create(_assembly.Value.GetType(shape.Name + "Small", throwOnError: true)!, seed: 1);
            INetworkUnderTest large = NetworkUnderTest.Create(_assembly.Value.GetType(shape.Name + "Large", throwOnError: true)!, seed: 1);
            float[] x = Draw(small.InputLength, 2), dy = Draw(small.OutputLength, 3);
            float[] wide = shape.Placed(x, shape.Inputs);
            bool isSame = small.Forward(x).AsSpan().SequenceEqual(shape.Corner(large.Forward(wide), shape.Outputs))
                && Gradient(small, x, dy).AsSpan().SequenceEqual(shape.Corner(Gradient(large, wide, shape.Placed(dy, shape.Outputs)), shape.Inputs));
            if (!isSame)
            {
                failures.Add(shape.Text);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static float[] Gradient(INetworkUnderTest network, float[] x, float[] dy)
    {
        using TrainingPass pass = network.CreateTrainingPass(1);
        pass.Forward(x);
        pass.Backward(dy);
        return pass.InputGradient.ToArray();
    }

    private static float[] Draw(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private sealed record Shape(string Name, string Text, int Inputs, int Outputs, int Rows, int Columns)
    {
        public static Shape Draw(int index, Random random)
        {
            (int rows, int columns) = (random.Next(2, 9), random.Next(2, 9));
            int inputs = random.Next(113, 150);
            bool hasResidual = index % 3 == 0;
            int outputs = hasResidual ? inputs : random.Next(113, 300);
            string layers = $"Conv2d({random.Next(113, 200)}, 1), ReLU, Conv2d({outputs}, 1){(hasResidual ? ", Add(\"input\"), ReLU" : "")}";
            string Declared(string name, int height, int width) => $"[Network({inputs}, {height}, {width})]\n[{layers}]\npublic sealed partial class Flat{index}{name};\n";
            return new Shape($"Flat{index}", "using NetworkGen;\n" + Declared("Small", rows, columns) + Declared("Large", Large, Large), inputs, outputs, rows, columns);
        }

        /// <summary>A map in the corner of the larger one.</summary>
        public float[] Placed(float[] map, int channels)
        {
            float[] large = new float[channels * Large * Large];
            ForEach(channels, (small, wide) => large[wide] = map[small]);
            return large;
        }

        /// <summary>The corner of the larger map.</summary>
        public float[] Corner(float[] map, int channels)
        {
            float[] corner = new float[channels * Rows * Columns];
            ForEach(channels, (small, wide) => corner[small] = map[wide]);
            return corner;
        }

        private void ForEach(int channels, Action<int, int> action)
        {
            for (int position = 0; position < channels * Rows * Columns; position++)
            {
                (int row, int column) = Math.DivRem(position, Columns);
                action(position, (((row / Rows * Large) + (row % Rows)) * Large) + column);
            }
        }
    }
}
