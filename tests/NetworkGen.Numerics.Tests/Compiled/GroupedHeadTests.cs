using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Heads with so many weights that a group of images runs through them at once: each image gets the bits that it gets by itself.</summary>
public sealed class GroupedHeadTests
{
    /// <summary>After a map, with all kinds of layers that take columns; and on the image itself, which is a vector.</summary>
    private const string Networks = """
        using NetworkGen;

        [Network(3, 12, 12)]
        [Rescale(1f / 255), Conv2d(32, 3, Stride = 2, Padding = 1), ReLU, Flatten]
        [Linear(3700), GELU, Dropout, Linear(70, Bias = false), LeakyReLU(0.2f), Linear(37), BatchNorm2d, PReLU, BatchNorm2d, Linear(21), LogSoftmax]
        public sealed partial class OnMap;

        [Network(1030, 1, 1)]
        [Rescale(0.01f, -1f), Flatten, Linear(4100), ReLU6, Linear(17), Sigmoid]
        public sealed partial class OnVector;

        // A stride on a vector is none, but images that stand side by side as columns are not to be strided over.
        [Network(1024, 1, 1)]
        [Rescale(0.01f, -1f), Conv2d(4096, 1, Stride = 2)]
        public sealed partial class Strided;

        [Network(1030, 1, 1)]
        [Rescale(0.01f, -1f), Conv2d(100, 1, Stride = 2), Flatten, Linear(4096), Linear(1100)]
        public sealed partial class BehindAStride;
        """;

    private static readonly Lazy<Assembly> _assembly = new(static () =>
        new AssemblyLoadContext("heads").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Heads.cs", Networks)]))));

    public static TheoryData<string> Names => ["OnMap", "OnVector", "Strided", "BehindAStride"];

    [Theory, MemberData(nameof(Names))]
    public void AnImageGivesTheSameBitsInAnyGroup(string name)
    {
        INetworkUnderTest network = Create(name);
        byte[] images = new byte[64 * network.InputLength];
        new Random(3).NextBytes(images);
        float[] alone = new float[64 * network.OutputLength];
        for (int i = 0; i < 64; i++)
        {
            network.Forward((ReadOnlySpan<byte>)images.AsSpan(i * network.InputLength, network.InputLength), alone.AsSpan(i * network.OutputLength, network.OutputLength));
        }

        Assert.All(alone, static value => Assert.True(float.IsFinite(value)));
        foreach (int threads in new[] { 1, 2, 3, 0 })
        {
            network.Threads = threads;
            foreach (int count in new[] { 64, 29, 28, 15, 14, 13, 2, 1 })
            {
                float[] together = new float[count * network.OutputLength];
                network.Forward((ReadOnlySpan<byte>)images.AsSpan(0, count * network.InputLength), together);
                Assert.True(TrainedLooks.SameBits(alone.AsSpan(0, together.Length), together), $"{count} images on {threads} threads");
            }
        }
    }

    /// <summary>What a larger group has left in the columns is not read, even where it is not finite.</summary>
    [Theory, MemberData(nameof(Names))]
    public void ColumnsWithoutAnImageDontMatter(string name)
    {
        INetworkUnderTest network = Create(name);
        network.Threads = 1;
        float[] images = [.. Enumerable.Range(0, 3 * network.InputLength).Select(static i => (float)(i * 7919 % 256))];
        float[] before = network.Forward(images);
        network.Forward(Enumerable.Repeat(float.NaN, 20 * network.InputLength).ToArray());

        Assert.True(TrainedLooks.SameBits(before, network.Forward(images)));
    }

    [Theory, MemberData(nameof(Names))]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] images = new float[3 * network.InputLength];
        float[] output = new float[3 * network.OutputLength];

        Assert.Equal(0, Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<float>)images, output)));
    }

    /// <summary>Else the other tests would compare a network with itself; one is all stride, and has none.</summary>
    [Fact]
    public void AllButOneNetworkHaveAGroupedHead() =>
        Assert.Equal(3, _assembly.Value.GetTypes().Count(static type => type.BaseType == typeof(GroupedInferenceProgram)));

    private static INetworkUnderTest Create(string name) => TrainedLooks.Create(_assembly.Value, name);
}
