using System;
using System.Collections.Generic;
using System.Diagnostics;
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

    private static readonly Lazy<byte[]> _image = new(static () => CaseCompiler.Compile(_shapes.Value.Select(static shape => (shape.Name + ".cs", shape.Text))));

    [Fact]
    public void EachPositionHasTheValueThatItHasAlone() => Assert.Empty(Failures(_image.Value));

    /// <summary>In processes that see less of the machine.</summary>
    [Theory, InlineData("DOTNET_EnableAVX512"), InlineData("DOTNET_EnableAVX2"), InlineData("DOTNET_EnableHWIntrinsic")]
    public void EachPositionHasItOnEveryWidth(string disabled)
    {
        string folder = Directory.CreateTempSubdirectory("networkgen-joins-").FullName;
        try
        {
            string assembly = Path.Combine(folder, "joins.dll");
            File.WriteAllBytes(assembly, _image.Value);
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                RedirectStandardOutput = true,
                ArgumentList = { "exec", typeof(RowJoinTests).Assembly.Location, "joins", assembly },
                Environment = { [disabled] = "0" },
            };
            using Process process = Process.Start(start)!;
            string failures = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, failures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The shapes that compute other values in this process than a vector gets by itself, with what differs.</summary>
    /// <param name="image">The compiled networks.</param>
    public static IReadOnlyList<string> Failures(byte[] image)
    {
        Assembly assembly = new AssemblyLoadContext("joins").LoadFromStream(new MemoryStream(image));
        return [.. _shapes.Value.Select(shape => Differing(shape, assembly) is { } what ? $"{what} in\n{shape.Text}" : null).OfType<string>()];
    }

    private static string? Differing(Shape shape, Assembly assembly)
    {
        INetworkUnderTest map = Create(assembly, shape.Name + "Map");
        INetworkUnderTest alone = Create(assembly, shape.Name + "Alone");
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
            if (!alone.Forward(vector).SequenceEqual(Enumerable.Range(0, alone.OutputLength).Select(channel => y[(channel * shape.Positions) + position])))
            {
                return $"position {position}";
            }
        }

        return SharedImages.Differing(map, x, y) is { } threads ? $"several threads: {threads}" : null;
    }

    private static INetworkUnderTest Create(Assembly assembly, string name)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(assembly.GetType(name, throwOnError: true)!, seed: 1);
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
            int stride = index % 4 >= 2 ? 2 + (index % 8 / 7) : 1;
            (int inputRows, int inputColumns) = ((rows * stride) - random.Next(stride), (columns * stride) - random.Next(stride));
            bool hasGroups = index % 8 == 5, isAdded = index % 8 == 4;
            int outputs = hasGroups ? 32 * random.Next(4, 16) : random.Next(113, isAdded ? 200 : 540);
            int inputs = hasGroups ? 64 : isAdded ? outputs : random.Next(16, 90);
            string properties = (hasGroups ? ", Groups = 2" : "") + (stride > 1 ? $", Stride = {stride}" : "");
            string layers = $"Conv2d({outputs}, 1{properties}){(isAdded ? ", Add(\"input\")" : "")}{random.Next(3) switch { 0 => "", 1 => ", ReLU", _ => ", ReLU6" }}";
            string behind = index % 2 == 0 ? ", DepthwiseConv2d(3, Padding = 1)" : "";
            string Declared(string part, int height, int width, string all) => $"[Network({inputs}, {height}, {width})]\n[{all}]\npublic sealed partial class Join{index}{part};\n";
            string alone = layers.Replace($", Stride = {stride}", "", StringComparison.Ordinal);
            return new Shape($"Join{index}", "using NetworkGen;\n" + Declared("Map", inputRows, inputColumns, layers + behind) + Declared("Alone", 1, 1, alone), rows, columns, stride, inputColumns);
        }
    }
}
