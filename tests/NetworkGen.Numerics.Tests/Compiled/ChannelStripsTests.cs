using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// A convolution and the pool behind it, computed for some blocks of channels after the others; against the same two with a step between that keeps them apart.
/// Each value is computed alike, so the bits are the same, on any number of cores.
/// </summary>
public sealed class ChannelStripsTests
{
    /// <summary>What stands for <c>Apart</c> is nothing, or a layer that changes nothing.</summary>
    private const string Networks = """
        using NetworkGen;

        [Network(3, 14, 14)]
        [Conv2d(512, 3, Stride = 2, Padding = 1), ReLU(Name = "x"), Conv2d(48, 1), BatchNorm2d, ReLU, Conv2d(512, 1), BatchNorm2d, Add("x"), ReLUApart]
        [AdaptiveAvgPool2d(1), Flatten, Linear(9)]
        public sealed partial class Residual;

        // Channels that end within a block, no bias, an activation that is no bound.
        [Network(5, 7, 5)]
        [Conv2d(20, 3), ReLU, Conv2d(1013, 1, Bias = false), HardswishApart, AdaptiveAvgPool2d(1), Flatten]
        public sealed partial class Narrow;

        // Straight from the planes of the image, and a pool that is no mean.
        [Network(3, 13, 13)]
        [Conv2d(512, 3, Stride = 2), BatchNorm2d, ReLU6Apart, AdaptiveMaxPool2d(1), Flatten, Linear(4)]
        public sealed partial class OfPlanes;

        // Windows that overlap; what they make is a part of another tensor.
        [Network(16, 8, 8, Winograd = Winograd.Off)]
        [MaxPool2d(3, Stride = 2, Name = "side")]
        [From("input"), Conv2d(512, 3, Padding = 1), ReLUApart, MaxPool2d(3, Stride = 2), Concat("side"), Conv2d(8, 1)]
        public sealed partial class Windows;

        // Windows that reach over the edge, and zeros around what they make.
        [Network(16, 9, 9)]
        [Conv2d(576, 1, 3, Dilation = 2)Apart, AvgPool2d(2, Stride = 2, Padding = 1), Conv2d(8, 3, Padding = 1)]
        public sealed partial class Clipped;

        // What is added is two tensors side by side, and so is what is pooled; all cores have waited for what is read before the second one is written.
        [Network(16, 7, 7)]
        [Conv2d(64, 1), ReLU(Name = "x")]
        [From("x"), Conv2d(512, 1), ReLU(Name = "a"), AvgPool2d(7, Name = "first")]
        [From("a"), Conv2d(512, 1), ReLU, Concat("a", Name = "r")]
        [From("x"), Conv2d(1024, 1), Add("r"), ReLUApart, AdaptiveAvgPool2d(1), Concat("first"), Flatten, Linear(9)]
        public sealed partial class SideBySide;

        // In a network that groups images.
        [Network(3, 14, 14)]
        [Conv2d(192, 3, Padding = 1), ReLU, Conv2d(192, 3, Padding = 1), ReLU, AvgPool2d, Conv2d(8192, 1), ReLUApart, AvgPool2d(7), Flatten, Linear(9)]
        public sealed partial class Grouped;
        """;

    private static readonly Lazy<Assembly> _together = Compiled("");
    private static readonly Lazy<Assembly> _apart = Compiled(", Rescale(1)");

    public static TheoryData<string> Names => ["Residual", "Narrow", "OfPlanes", "Windows", "Clipped", "SideBySide", "Grouped"];

    [Theory, MemberData(nameof(Names))]
    public void ByBlocksTheyHaveTheBitsOfWholeMaps(string name)
    {
        INetworkUnderTest together = TrainedLooks.Create(_together.Value, name);
        float[] images = Images(together);
        float[] expected = TrainedLooks.Create(_apart.Value, name).Forward(images);

        Assert.Contains(expected, static value => value != 0);
        Assert.True(TrainedLooks.SameBits(expected, together.Forward(images)));
        Assert.Null(SharedImages.Differing(together, images, expected));
    }

    /// <summary>Else the other test would compare a network with itself.</summary>
    [Theory, MemberData(nameof(Names))]
    public void TheMapBetweenThemTakesLessMemory(string name) =>
        Assert.True(ArenaLength(TrainedLooks.Create(_together.Value, name)) < ArenaLength(TrainedLooks.Create(_apart.Value, name)));

    private static long ArenaLength(INetworkUnderTest network)
    {
        FieldInfo arenas = typeof(InferenceProgram).GetField("_arenas", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return ((ArenaPool)arenas.GetValue(network.Program)!).Length;
    }

    private static Lazy<Assembly> Compiled(string apart) => new(() =>
        new AssemblyLoadContext("channels").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Channels.cs", Networks.Replace("Apart", apart, StringComparison.Ordinal))]))));

    private static float[] Images(INetworkUnderTest network)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 5 * network.InputLength).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
