using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Layers;

public sealed class ConvolutionTests
{
    /// <summary>PyTorch 1.13: <c>nn.Conv2d(1, 1, k, s, p, d)(torch.zeros(1, 1, h, w)).shape[2:]</c>.</summary>
    [Theory]
    [InlineData(28, 28, 3, 1, 0, 1, 26, 26)]
    [InlineData(28, 31, 3, 2, 1, 1, 14, 16)]
    [InlineData(224, 224, 7, 2, 3, 1, 112, 112)]
    [InlineData(17, 13, 5, 3, 2, 1, 6, 5)]
    [InlineData(33, 32, 3, 1, 2, 2, 33, 32)]
    [InlineData(20, 20, 4, 2, 0, 3, 6, 6)]
    [InlineData(7, 7, 7, 1, 0, 1, 1, 1)]
    [InlineData(9, 10, 2, 2, 0, 1, 4, 5)]
    [InlineData(5, 6, 1, 2, 0, 1, 3, 3)]
    [InlineData(400, 300, 3, 2, 0, 4, 196, 146)]
    public void ShapesAreAsInPyTorch(int height, int width, int kernel, int stride, int padding, int dilation, int outHeight, int outWidth)
    {
        TensorShape shape = Declare.Network(1, height, width)
            .Conv2d(5, kernel, ("Stride", stride), ("Padding", padding), ("Dilation", dilation)).Build().Output.Shape;

        Assert.Equal(new TensorShape(5, outHeight, outWidth), shape);
    }

    [Theory]
    [InlineData(28, 3, 1, 1, 28, 1, 1)]
    [InlineData(28, 4, 1, 1, 28, 1, 2)]
    [InlineData(27, 5, 2, 1, 27, 4, 4)]
    [InlineData(9, 2, 3, 1, 9, 1, 2)]
    [InlineData(28, 3, 1, 2, 14, 0, 1)]
    [InlineData(27, 3, 1, 2, 14, 1, 1)]
    [InlineData(10, 1, 1, 3, 4, 0, 0)]
    public void SamePaddingKeepsTheSizeAndPutsTheExtraZeroLast(int size, int kernel, int dilation, int stride, int outputs, int low, int high)
    {
        Node node = Declare.Network(1, size, size)
            .Conv2d(1, kernel, ("Padding", Declare.Same), ("Dilation", dilation), ("Stride", stride)).Build().Output;
        Window window = ((Convolution)node.Layer).Vertical(node.InputShapes[0]);

        Assert.Equal(outputs, node.Shape.Height);
        Assert.Equal((low, high), (window.PaddingLow, window.PaddingHigh));
    }

    [Fact]
    public void ARectangularKernelIsRowsThenColumns()
    {
        Node node = Declare.Network(4, 10, 10).Conv2d(6, (3, 5), ("Groups", 2), ("Name", "stem")).Build().Output;

        Assert.Equal(new TensorShape(6, 8, 6), node.Shape);
        Assert.Equal(["stem.weight", "stem.bias"], node.Parameters.Select(static parameter => parameter.Name));
        Assert.Equal([6, 2, 3, 5], node.Parameters[0].Shape);
        Assert.Equal([6], node.Parameters[1].Shape);
        Assert.Equal((3, 5), (node.Field.Vertical.Size, node.Field.Horizontal.Size));
        Assert.Equal(6L * 8 * 6 * (2 * 3 * 5), node.Macs);
        Assert.Equal("Conv2d 3×5, 6, groups 2", node.Layer.Description);
    }

    [Fact]
    public void WeightAndBiasStartWithinOneOverTheRootOfTheFanIn()
    {
        Node node = Declare.Network(4, 10, 10).Conv2d(6, (3, 5), ("Groups", 2)).Build().Output;

        Assert.All(node.Parameters, static parameter => Assert.Equal(Initializer.Uniform(1 / Math.Sqrt(30)), parameter.Initializer));
    }

    [Fact]
    public void ADepthwiseConvolutionHasOneKernelPerChannelTimesItsMultiplier()
    {
        Node node = Declare.Network(4, 9, 9).DepthwiseConv2d(3, ("Multiplier", 3), ("Padding", 1), ("Bias", false)).Build().Output;

        Assert.Equal(new TensorShape(12, 9, 9), node.Shape);
        Assert.Equal([12, 1, 3, 3], Assert.Single(node.Parameters).Shape);
        Assert.Equal(12L * 81 * 9, node.Macs);
    }

    [Fact]
    public void TheDefaultsArePyTorchs()
    {
        Network network = Declare.Network(3, 8, 8).Layer("Conv2d", ("OutChannels", 2)).Layer("DepthwiseConv2d").Build();
        var conv = (Conv2d)network.Nodes[0].Layer;
        var depthwise = (DepthwiseConv2d)network.Nodes[1].Layer;

        Assert.Equal(
            new Conv2d { DeclaredOutChannels = 2, KernelHeight = 3, KernelWidth = 3, Stride = 1, Padding = Padding.Of(0), Dilation = 1, DeclaredGroups = 1, Bias = true },
            conv);
        Assert.Equal(new DepthwiseConv2d { KernelHeight = 3, KernelWidth = 3, Multiplier = 1, Bias = true }, depthwise);
    }

    [Fact]
    public void TheDescriptionSaysWhatIsUnusual() => Assert.Equal(
        "Conv2d 3×3, 64, stride 2, padding same, dilation 3",
        Declare.Network(3, 30, 30).Conv2d(64, 3, ("Stride", 2), ("Padding", Declare.Same), ("Dilation", 3)).Build().Output.Layer.Description);
}
