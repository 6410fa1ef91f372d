using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>The numbers that the course and the literature give for well-known stacks, recomputed by an exact integer walker.</summary>
public sealed class WorkedNumbersTests
{
    private static readonly (string, object) _noBias = ("Bias", false);

    [Fact]
    public void FiveSmallKernelsSeeAsMuchAsOneOf11()
    {
        Network stack = Declare.Network(1, 11, 11).Repeat(5, static net => net.Conv2d(1, 3, _noBias)).Build();
        Network single = Declare.Network(1, 11, 11).Conv2d(1, 11, _noBias).Build();

        AssertRows(stack, sizes: [9, 7, 5, 3, 1], fields: [3, 5, 7, 9, 11]);
        Assert.Equal(45, stack.ParameterCount);
        Assert.Equal(121, single.ParameterCount);
        Assert.Equal(11, single.Output.Field.Vertical.Size);
    }

    [Fact]
    public void TwoSmallKernelsSeeAsMuchAsOneOf5()
    {
        Network stack = Declare.Network(1, 5, 5).Repeat(2, static net => net.Conv2d(1, 3, _noBias)).Build();
        Network single = Declare.Network(1, 5, 5).Conv2d(1, 5, _noBias).Build();

        Assert.Equal((18, 25), (stack.ParameterCount, single.ParameterCount));
        Assert.Equal((5, 5), (stack.Output.Field.Vertical.Size, single.Output.Field.Vertical.Size));
    }

    [Fact]
    public void FourConvolutionsOn244() => AssertRows(
        Declare.Network(1, 244, 244).Repeat(4, static net => net.Conv2d(1)).Build(),
        sizes: [242, 240, 238, 236],
        fields: [3, 5, 7, 9]);

    [Fact]
    public void APoolHalvesTheMapAndDoublesTheSteps() => AssertRows(
        Declare.Network(1, 244, 244).Conv2d(1).Conv2d(1).MaxPool2d().Conv2d(1).Conv2d(1).Build(),
        sizes: [242, 240, 120, 118, 116],
        fields: [3, 5, 6, 10, 14]);

    [Fact]
    public void TheWholeOfA10PixelImage()
    {
        Network network = Declare.Network(1, 10, 10).Conv2d(1).Conv2d(1).MaxPool2d().Conv2d(1).Build();

        AssertRows(network, sizes: [8, 6, 3, 1], fields: [3, 5, 6, 10]);
        Assert.Equal(4.5, network.Output.Field.Vertical.Center);
    }

    [Fact]
    public void StridesOn112()
    {
        Network network = Declare.Network(1, 112, 112)
            .Conv2d(1).Conv2d(1, 3, ("Stride", 2)).Conv2d(1).MaxPool2d().Conv2d(1, 3, ("Stride", 2)).Conv2d(1).Build();

        AssertRows(network, sizes: [110, 54, 52, 26, 12, 10], fields: [3, 5, 9, 11, 19, 35]);
        Assert.Equal(107, network.Output.Field.Vertical.Reach(outputs: 10, pixels: 112)); // rows 107 to 111 are never read
    }

    [Fact]
    public void ThePyramid()
    {
        Network network = Networks.Pyramid().Build();
        Node[] blockEnds = [.. network.Nodes.Where(static (node, index) => index % 6 >= 4 && index < 24 || index == 30)];

        Assert.Equal(27, network.Nodes.Count(static node => node.Layer.Kind == "Conv2d"));
        Assert.Equal([390, 195, 185, 92, 82, 41, 31, 15, 1], blockEnds.Select(static node => node.Shape.Height));
        Assert.Equal([11, 12, 32, 34, 74, 78, 158, 166, 390], blockEnds.Select(static node => node.Field.Vertical.Size));
        Assert.Equal(16, network.Output.Field.Horizontal.Jump);
        Assert.Equal(194.5, network.Output.Field.Horizontal.Center);
        Assert.Equal(0, network.Output.Field.Horizontal.Start);
        Assert.Equal(390, network.Output.Field.Horizontal.Reach(outputs: 1, pixels: 400));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(406)]
    [InlineData(422)]
    public void SizesOnWhichThePyramidLosesNothing(int size)
    {
        Node output = Networks.Pyramid(size).Build().Output;

        Assert.Equal(size, output.Field.Vertical.Reach(output.Shape.Height, size));
    }

    [Fact]
    public void WithoutPools200LayersAreNeeded()
    {
        Network network = Declare.Network(1, 400, 400).Repeat(199, static net => net.Conv2d(1)).Build();

        Assert.Equal(399, network.Output.Field.Vertical.Size);
        Assert.Equal(2, network.Output.Shape.Height); // the 200th needs padding to fit: an even image has no centre
        Network padded = Declare.Network(1, 400, 400).Repeat(200, static net => net.Conv2d(1, 3, ("Padding", 1))).Build();
        Assert.Equal(401, padded.Output.Field.Vertical.Size);
    }

    [Fact]
    public void EffectivelyAPyramidSeesFurtherThanItsUnpooledSister()
    {
        Network pyramid = Networks.Pyramid().Build();
        Network sister = Declare.Network(1, 400, 400).Repeat(199, static net => net.Conv2d(1)).Build();

        Assert.Equal(155, EffectiveField.Of(pyramid, pyramid.Output).Height, tolerance: 1);
        Assert.Equal(46, EffectiveField.Of(sister, sister.Output).Width, tolerance: 0.5);
    }

    [Fact]
    public void TheCoursesOtherPyramid()
    {
        Network network = Declare.Network(1, 400, 400)
            .Conv2d(1)
            .Repeat(4, static net => net.Repeat(4, static block => block.Conv2d(1)).MaxPool2d().Conv2d(1, 1))
            .Repeat(4, static net => net.Conv2d(1))
            .Conv2d(1, 9)
            .Build();
        Node[] ends = [.. network.Nodes.Where(static node =>
            node.Layer.Kind == "MaxPool2d" || node.Index is 4 or 10 or 16 or 22 or 28 or 29)];

        Assert.Equal([390, 195, 187, 93, 85, 42, 34, 17, 9, 1], ends.Select(static node => node.Shape.Width));
        Assert.Equal([11, 12, 28, 30, 62, 66, 130, 138, 266, 394], ends.Select(static node => node.Field.Horizontal.Size));
        Assert.Equal(394, network.Output.Field.Horizontal.Reach(1, 400));
    }

    [Fact]
    public void OneLargeKernelAtTheEnd()
    {
        Network network = Declare.Network(1, 28, 28).Conv2d(32).Conv2d(10, 1).Conv2d(10, 26).Build();

        AssertRows(network, sizes: [26, 26, 1], fields: [3, 3, 28]);
        Assert.Equal(68_260, network.ParameterCount);
    }

    [Fact]
    public void Vgg16()
    {
        Network network = Networks.Vgg16Features(224).Build();

        Assert.Equal(
            [3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212],
            network.Nodes.Select(static node => node.Field.Vertical.Size));
        Assert.Equal(90, network.Output.Field.Vertical.EffectivePadding);
        Assert.Equal((7, 7), (network.Output.Shape.Height, network.Output.Shape.Width));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 4, 8 }, new[] { 3, 7, 15, 31 })]
    [InlineData(new[] { 2, 2, 2 }, new[] { 5, 9, 13 })]
    [InlineData(new[] { 1, 2, 9 }, new[] { 3, 7, 25 })]
    [InlineData(new[] { 1, 2, 5 }, new[] { 3, 7, 17 })]
    public void Dilations(int[] dilations, int[] fields)
    {
        Declare net = Declare.Network(1, 64, 64);
        foreach (int dilation in dilations)
        {
            net.Conv2d(1, 3, ("Dilation", dilation));
        }

        Assert.Equal(fields, net.Build().Nodes.Select(static node => node.Field.Horizontal.Size));
    }

    [Fact]
    public void AStridedOneByOneWidensTheNextLayer() =>
        Assert.Equal(5, Declare.Network(1, 28, 28).Conv2d(1, 1, ("Stride", 2)).Conv2d(1).Build().Output.Field.Vertical.Size);

    [Fact]
    public void ParametersOfWideningLayers()
    {
        Declare net = Declare.Network(3, 32, 32);
        foreach (int channels in new[] { 32, 64, 128, 256, 512 })
        {
            net.Conv2d(channels, 3);
        }

        Network network = net.Build();
        Assert.Equal([864, 18_432, 73_728, 294_912, 1_179_648], network.Nodes.Select(static node => node.Parameters[0].Length));
        Assert.Equal([32, 64, 128, 256, 512], network.Nodes.Select(static node => node.Parameters[1].Length));
        Assert.Equal(1_567_584 + 992, network.ParameterCount);
    }

    [Theory]
    [InlineData(1, 16_384)]
    [InlineData(3, 147_456)]
    public void ParametersOfACutInChannels(int kernel, long parameters) =>
        Assert.Equal(parameters, Declare.Network(512, 8, 8).Conv2d(32, kernel, _noBias).Build().ParameterCount);

    [Fact]
    public void OneByOneCombinesChannelsOnly()
    {
        Network network = Declare.Network(10, 32, 32).Conv2d(4, 1, _noBias).Build();

        Assert.Equal(new TensorShape(4, 32, 32), network.Output.Shape);
        Assert.Equal(40, network.ParameterCount);
        Assert.Equal(ReceptiveField.Pixel, network.Output.Field);
    }

    /// <summary>Square networks: one number per layer for both axes.</summary>
    private static void AssertRows(Network network, int[] sizes, int[] fields)
    {
        Assert.Equal(sizes, network.Nodes.Select(static node => node.Shape.Height));
        Assert.Equal(sizes, network.Nodes.Select(static node => node.Shape.Width));
        Assert.Equal(fields, network.Nodes.Select(static node => node.Field.Vertical.Size));
        Assert.Equal(fields, network.Nodes.Select(static node => node.Field.Horizontal.Size));
    }
}
