using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Layers with so many weights that a group of images takes them at once: each image gets the bits that it gets by itself.</summary>
public sealed class ImageGroupTests
{
    /// <summary>One behind the other, beside a path that goes around them, and last of all; each with what it computes by direct sums.</summary>
    private const string Networks = """
        using NetworkGen;

        [Network(3, 15, 13)]
        [Conv2d(192, 3, Padding = 1), ReLU]
        [Conv2d(192, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(192, 3, Padding = 1), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(9)]
        public sealed partial class InARow;

        [Network(3, 15, 13, Winograd = Winograd.Off)]
        [Conv2d(192, 3, Padding = 1), ReLU]
        [Conv2d(192, 3, Padding = 1), BatchNorm2d, ReLU, Conv2d(192, 3, Padding = 1), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(9)]
        public sealed partial class InARowDirect;

        [Network(3, 14, 14)]
        [Rescale(1f / 255), Conv2d(192, 3, Padding = 1), ReLU(Name = "before")]
        [Conv2d(192, 3, Padding = 1), ReLU, Conv2d(192, 3, Padding = 1), BatchNorm2d, Add("before"), ReLU, MaxPool2d(2)]
        [Conv2d(320, 3, Padding = 1), Softmax]
        public sealed partial class AroundAndLast;

        [Network(3, 14, 14, Winograd = Winograd.Off)]
        [Rescale(1f / 255), Conv2d(192, 3, Padding = 1), ReLU(Name = "before")]
        [Conv2d(192, 3, Padding = 1), ReLU, Conv2d(192, 3, Padding = 1), BatchNorm2d, Add("before"), ReLU, MaxPool2d(2)]
        [Conv2d(320, 3, Padding = 1), Softmax]
        public sealed partial class AroundAndLastDirect;

        // Slices of a concatenation, and pools and strips of rows beside it.
        [Network(3, 28, 28)]
        [DepthwiseConv2d(3, Padding = 1), Conv2d(192, 3, Stride = 2, Padding = 1), ReLU(Name = "before"), Conv2d(192, 3, Padding = 1), ReLU(Name = "left")]
        [From("before"), Conv2d(208, 3, Padding = 1), SiLU, Concat("left"), Conv2d(192, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d(2), Flatten, Linear(7)]
        public sealed partial class Joined;

        [Network(3, 28, 28, Winograd = Winograd.Off)]
        [DepthwiseConv2d(3, Padding = 1), Conv2d(192, 3, Stride = 2, Padding = 1), ReLU(Name = "before"), Conv2d(192, 3, Padding = 1), ReLU(Name = "left")]
        [From("before"), Conv2d(208, 3, Padding = 1), SiLU, Concat("left"), Conv2d(192, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d(2), Flatten, Linear(7)]
        public sealed partial class JoinedDirect;

        // An arena of more than 10 MB, of which a group has two.
        [Network(16, 224, 224)]
        [Conv2d(32, 3, Padding = 1), ReLU, MaxPool2d(16), Conv2d(192, 1), Conv2d(192, 3, Padding = 1), Conv2d(5, 1)]
        public sealed partial class Large;

        [Network(16, 224, 224, Winograd = Winograd.Off)]
        [Conv2d(32, 3, Padding = 1), ReLU, MaxPool2d(16), Conv2d(192, 1), Conv2d(192, 3, Padding = 1), Conv2d(5, 1)]
        public sealed partial class LargeDirect;

        [Network(320, 7, 7, Winograd = Winograd.F2)]
        [Conv2d(320, 3, Padding = 1)]
        public sealed partial class Alone;

        [Network(320, 7, 7, Winograd = Winograd.Off)]
        [Conv2d(320, 3, Padding = 1)]
        public sealed partial class AloneDirect;
        """;

    private static readonly Lazy<Assembly> _assembly = new(static () =>
        new AssemblyLoadContext("groups").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Groups.cs", Networks)]))));

    public static TheoryData<string> Names => ["InARow", "AroundAndLast", "Joined", "Large", "Alone"];

    [Theory, MemberData(nameof(Names))]
    public void AnImageGivesTheSameBitsInAnyGroup(string name)
    {
        INetworkUnderTest network = Create(name);
        byte[] images = Images(network, 11);
        float[] alone = new float[11 * network.OutputLength];
        for (int i = 0; i < 11; i++)
        {
            network.Forward((ReadOnlySpan<byte>)images.AsSpan(i * network.InputLength, network.InputLength), alone.AsSpan(i * network.OutputLength, network.OutputLength));
        }

        Assert.All(alone, static value => Assert.True(float.IsFinite(value)));
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            SharedImages.Use(network, threads, () =>
            {
                foreach (int count in new[] { 11, 9, 8, 5, 4, 3, 2, 1 })
                {
                    float[] together = new float[count * network.OutputLength];
                    network.Forward((ReadOnlySpan<byte>)images.AsSpan(0, count * network.InputLength), together);
                    Assert.True(TrainedLooks.SameBits(alone.AsSpan(0, together.Length), together), $"{count} images on {threads} threads");
                }
            });
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void SeveralCoresGiveTheSameBitsAsOne(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] images = [.. Images(network, 2).Select(static value => (float)value)];
        network.Threads = 1;

        Assert.Null(SharedImages.Differing(network, images, network.Forward(images)));
    }

    [Theory, MemberData(nameof(Names))]
    public void TheyComputeWhatDirectSumsDo(string name)
    {
        INetworkUnderTest network = Create(name);
        INetworkUnderTest direct = Create(name + "Direct");
        float[] images = [.. Images(network, 5).Select(static value => value / 255f)];
        float[] expected = direct.Forward(images);
        float[] actual = network.Forward(images);

        double scale = Math.Sqrt(expected.Average(static value => (double)value * value));
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, 1e-4));
    }

    [Theory]
    [InlineData("InARow")]
    [InlineData("Alone")]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] images = new float[7 * network.InputLength];
        float[] output = new float[7 * network.OutputLength];

        Assert.Equal(0, Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<float>)images, output)));
    }

    /// <summary>The last images of an epoch, say: they find the memory of those before.</summary>
    [Theory, MemberData(nameof(Names))]
    public void ASingleImageBehindBatchesAllocatesNoMemoryOfItsOwn(string name)
    {
        INetworkUnderTest network = Create(name);
        network.Threads = 1;
        float[] images = new float[7 * network.InputLength];
        float[] output = new float[7 * network.OutputLength];
        network.Forward((ReadOnlySpan<float>)images, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Forward((ReadOnlySpan<float>)images.AsSpan(0, network.InputLength), output.AsSpan(0, network.OutputLength));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    /// <summary>Else the other tests would compare a network with itself.</summary>
    [Theory]
    [InlineData("InARow", 3)]
    [InlineData("AroundAndLast", 4)]
    [InlineData("Joined", 4)]
    [InlineData("Large", 2)]
    [InlineData("Alone", 2)]
    [InlineData("InARowDirect", 0)]
    public void ANetworkHasPartsBetweenTheLayersThatTakeGroups(string name, int parts)
    {
        Type program = Create(name).Program.GetType();

        Assert.Equal(parts, program.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Count(static method => method.Name.StartsWith("RunPart", StringComparison.Ordinal)));
    }

    private static byte[] Images(INetworkUnderTest network, int count)
    {
        byte[] images = new byte[count * network.InputLength];
        new Random(3).NextBytes(images);
        return images;
    }

    private static INetworkUnderTest Create(string name) => TrainedLooks.Create(_assembly.Value, name);
}
