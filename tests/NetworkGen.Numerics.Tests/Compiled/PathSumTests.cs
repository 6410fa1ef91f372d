using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Blocks whose paths both end with a 1×1 convolution, summed as one; against the same blocks with a step between that keeps the paths apart.</summary>
public sealed class PathSumTests
{
    /// <summary>What stands for <c>Apart</c> is nothing, or a layer that changes nothing.</summary>
    private const string Networks = """
        using NetworkGen;

        [Network(3, 15, 13)]
        [Conv2d(32, 3, Padding = 1), ReLU(Name = "x"), Conv2d(16, 1), ReLU, Conv2d(16, 3, Padding = 1), ReLU, Conv2d(64, 1, Bias = false), BatchNorm2d(Name = "main")]
        [From("x"), Conv2d(64, 1, Bias = false), BatchNorm2dApart, Add("main"), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(9)]
        public sealed partial class Projected;

        // Channels that end within a block, on both sides; a bias here, an affine batch norm there.
        [Network(3, 14, 18)]
        [Conv2d(40, 3, Padding = 1), SiLU(Name = "x"), Conv2d(48, 3, Stride = 2, Padding = 1), ReLU, Conv2d(37, 1, Name = "main")]
        [From("x"), Conv2d(37, 1, Stride = 2, Bias = false), BatchNorm2dApart, Add("main"), SiLU]
        public sealed partial class Strided;

        // The first path's channels end within a block, so the second one's come first.
        [Network(3, 9, 11)]
        [Conv2d(32, 3, Padding = 1), ReLU(Name = "x"), Conv2d(24, 3, Padding = 1), ReLU, Conv2d(20, 1), BatchNorm2d(Affine = false, Name = "main")]
        [From("x"), Conv2d(20, 1)Apart, Add("main")]
        public sealed partial class Exchanged;

        // What the paths read is a part of another tensor, and wants zeros around it: one is copied, the other one not.
        [Network(3, 12, 10)]
        [Conv2d(16, 3, Padding = 1), ReLU(Name = "a"), Conv2d(16, 3, Padding = 1), ReLU, Concat("a", Name = "x"), Conv2d(32, 3, Padding = 1), ReLU(Name = "y")]
        [Conv2d(32, 3, Padding = 1, Name = "z"), From("a"), Conv2d(48, 1, Name = "main")]
        [From("y"), Conv2d(48, 1)Apart, Add("main"), ReLU, Concat("x", "z"), Conv2d(5, 3)]
        public sealed partial class Copied;

        // Both leave positions out; the result has zeros between its rows.
        [Network(16, 13, 13)]
        [Conv2d(32, 3, Padding = 1), ReLU(Name = "x"), Conv2d(16, 1), ReLU, Conv2d(80, 1, Stride = 3, Name = "main")]
        [From("x"), Conv2d(80, 1, Stride = 3)Apart, Add("main"), ReLU6, Conv2d(32, 3, Padding = 1)]
        public sealed partial class BothStrided;

        // One behind the other, as a stage has them, in a network that groups images.
        [Network(3, 14, 14)]
        [Conv2d(192, 3, Padding = 1), ReLU(Name = "x"), Conv2d(192, 3, Padding = 1), ReLU, Conv2d(128, 1), BatchNorm2d(Name = "main")]
        [From("x"), Conv2d(128, 1), BatchNorm2dApart, Add("main"), ReLU(Name = "y"), Conv2d(192, 1), ReLU, Conv2d(64, 1, Stride = 2), BatchNorm2d(Name = "next")]
        [From("y"), Conv2d(64, 1, Stride = 2), BatchNorm2dApart, Add("next"), MaxPool2d(2), Softmax]
        public sealed partial class Grouped;
        """;

    private static readonly Lazy<Assembly> _together = Compiled("");
    private static readonly Lazy<Assembly> _apart = Compiled(", Rescale(1)");

    public static TheoryData<string> Names => ["Projected", "Strided", "Exchanged", "Copied", "BothStrided", "Grouped"];

    [Theory, MemberData(nameof(Names))]
    public void TheyComputeWhatThePathsDoApart(string name)
    {
        INetworkUnderTest together = TrainedLooks.Create(_together.Value, name);
        float[] images = Images(together);
        float[] expected = TrainedLooks.Create(_apart.Value, name).Forward(images);
        float[] actual = together.Forward(images);

        double scale = Math.Sqrt(expected.Average(static value => (double)value * value));
        Assert.InRange(scale, 1e-3, 1e3);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, 1e-5));
    }

    [Theory, MemberData(nameof(Names))]
    public void SeveralCoresGiveTheSameBitsAsOne(string name)
    {
        INetworkUnderTest network = TrainedLooks.Create(_together.Value, name);
        float[] images = Images(network);
        network.Threads = 1;

        Assert.Null(SharedImages.Differing(network, images, network.Forward(images)));
    }

    [Theory, MemberData(nameof(Names))]
    public void WeightsThatChangeAreFollowed(string name)
    {
        INetworkUnderTest network = TrainedLooks.Create(_together.Value, name);
        float[] images = Images(network);
        float[] before = network.Forward(images);
        foreach (Parameter parameter in network.Parameters)
        {
            parameter.CopyFrom([.. parameter.Values.ToArray().Select(static value => value * 1.5f)]);
        }

        float[] changed = network.Forward(images);
        foreach (Parameter parameter in network.Parameters)
        {
            parameter.CopyFrom([.. parameter.Values.ToArray().Select(static value => value / 1.5f)]);
        }

        Assert.False(TrainedLooks.SameBits(before, changed));
        double scale = Math.Sqrt(before.Average(static value => (double)value * value));
        Assert.All(before.Zip(network.Forward(images)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, 1e-4));
    }

    private static Lazy<Assembly> Compiled(string apart) => new(() =>
        new AssemblyLoadContext("paths").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Paths.cs", Networks.Replace("Apart", apart, StringComparison.Ordinal))]))));

    private static float[] Images(INetworkUnderTest network)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 5 * network.InputLength).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
