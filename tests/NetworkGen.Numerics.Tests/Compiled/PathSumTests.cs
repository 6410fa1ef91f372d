using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using NetworkGen.Layout;
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
        [Conv2d(40, 3, Padding = 1), SiLU(Name = "x"), Conv2d(48, 3, Stride = 2, Padding = 1), ReLU, Conv2d(117, 1, Name = "main")]
        [From("x"), Conv2d(117, 1, Stride = 2, Bias = false), BatchNorm2dApart, Add("main"), SiLU]
        public sealed partial class Strided;

        // The first path's channels end within a block, so the second one's come first.
        [Network(3, 9, 11)]
        [Conv2d(32, 3, Padding = 1), ReLU(Name = "x"), Conv2d(24, 1), ReLU, Conv2d(20, 1), BatchNorm2d(Affine = false, Name = "main")]
        [From("x"), Conv2d(20, 1)Apart, Add("main")]
        public sealed partial class Exchanged;

        // What one path reads is a part of another tensor already, so that it is copied; the result has zeros around it.
        [Network(3, 12, 10)]
        [Conv2d(16, 3, Padding = 1), ReLU(Name = "a"), Conv2d(16, 1), ReLU, Concat("a", Name = "x"), Conv2d(32, 1), ReLU(Name = "y")]
        [From("a"), Conv2d(48, 1, Name = "main"), From("y"), Conv2d(48, 1)Apart, Add("main"), ReLU, Conv2d(32, 3, Padding = 1), Concat("x"), Conv2d(5, 3)]
        public sealed partial class Copied;

        // Both leave positions out; the result has zeros between its rows.
        [Network(16, 13, 13)]
        [Conv2d(32, 3, Padding = 1), ReLU(Name = "x"), Conv2d(16, 1), ReLU, Conv2d(144, 1, Stride = 3, Name = "main")]
        [From("x"), Conv2d(144, 1, Stride = 3)Apart, Add("main"), ReLU6, Conv2d(32, 3, Padding = 1)]
        public sealed partial class BothStrided;

        // What a strided path reads comes from a depthwise convolution that others would take by strips of rows.
        [Network(3, 112, 112)]
        [Conv2d(64, 3, Padding = 1), ReLU(Name = "x"), Conv2d(128, 1, Stride = 2, Name = "main")]
        [From("x"), DepthwiseConv2d(3, Padding = 1), ReLU, Conv2d(128, 1, Stride = 2)Apart, Add("main"), ReLU, AdaptiveAvgPool2d(1), Flatten]
        public sealed partial class BehindDepthwise;

        // One behind the other, as a stage has them, in a network that groups images.
        [Network(3, 14, 14)]
        [Conv2d(192, 3, Padding = 1), ReLU, Conv2d(192, 3, Padding = 1), ReLU(Name = "x"), Conv2d(64, 1), ReLU, Conv2d(128, 1), BatchNorm2d(Name = "main")]
        [From("x"), Conv2d(128, 1), BatchNorm2dApart, Add("main"), ReLU(Name = "y"), Conv2d(192, 1), ReLU, Conv2d(128, 1, Stride = 2), BatchNorm2d(Name = "next")]
        [From("y"), Conv2d(128, 1, Stride = 2), BatchNorm2dApart, Add("next"), Softmax]
        public sealed partial class Grouped;
        """;

    private static readonly Lazy<Assembly> _together = Compiled("");
    private static readonly Lazy<Assembly> _apart = Compiled(", Rescale(1)");

    public static TheoryData<string> Names => ["Projected", "Strided", "Exchanged", "Copied", "BothStrided", "BehindDepthwise", "Grouped"];

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

    /// <summary>Else the other tests would compare a network with itself.</summary>
    [Theory, MemberData(nameof(Names))]
    public void TheirWeightsArePackedAsOne(string name)
    {
        Assert.True(PacksPaths(TrainedLooks.Create(_together.Value, name)));
        Assert.False(PacksPaths(TrainedLooks.Create(_apart.Value, name)));
    }

    private static bool PacksPaths(INetworkUnderTest network)
    {
        MethodInfo pack = network.Program.GetType().GetMethod("Pack", BindingFlags.Instance | BindingFlags.NonPublic)!;
        byte[] code = pack.GetMethodBody()!.GetILAsByteArray()!;
        return Enumerable.Range(0, code.Length - 4)
            .Where(index => code[index] == OpCodes.Call.Value)
            .Select(index => BitConverter.ToInt32(code, index + 1))
            .Where(static token => token >> 24 is 0x06 or 0x0a)
            .Any(token => Resolve(pack.Module, token)?.DeclaringType == typeof(PathLayout));
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            // Not a call after all: a number that looks like one.
            return null;
        }
    }

    private static Lazy<Assembly> Compiled(string apart) => new(() =>
        new AssemblyLoadContext("paths").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Paths.cs", Networks.Replace("Apart", apart, StringComparison.Ordinal))]))));

    private static float[] Images(INetworkUnderTest network)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 5 * network.InputLength).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
