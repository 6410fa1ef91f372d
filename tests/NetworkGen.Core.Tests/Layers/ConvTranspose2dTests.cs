using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;
using Xunit;

namespace NetworkGen.Core.Tests.Layers;

public sealed class ConvTranspose2dTests
{
    /// <summary>PyTorch 1.13: <c>nn.ConvTranspose2d(1, 5, k, s, p, op, dilation=d)(torch.zeros(1, 1, h, w)).shape[2:]</c>.</summary>
    [Theory]
    [InlineData(7, 7, 4, 2, 1, 0, 1, 14, 14)]
    [InlineData(5, 9, 3, 2, 1, 1, 1, 10, 18)]
    [InlineData(1, 1, 4, 1, 0, 0, 1, 4, 4)]
    [InlineData(3, 4, 2, 2, 0, 0, 1, 6, 8)]
    [InlineData(4, 6, 3, 1, 2, 0, 1, 2, 4)]
    [InlineData(5, 5, 3, 3, 0, 2, 1, 17, 17)]
    [InlineData(6, 3, 3, 2, 1, 0, 2, 13, 7)]
    [InlineData(4, 4, 2, 1, 1, 2, 3, 7, 7)]
    [InlineData(2, 3, 1, 5, 0, 4, 1, 10, 15)]
    public void ShapesAreAsInPyTorch(
        int height, int width, int kernel, int stride, int padding, int outputPadding, int dilation, int outHeight, int outWidth)
    {
        TensorShape shape = Declare.Network(1, height, width)
            .ConvTranspose2d(5, kernel, ("Stride", stride), ("Padding", padding), ("OutputPadding", outputPadding), ("Dilation", dilation)).Build().Output.Shape;

        Assert.Equal(new TensorShape(5, outHeight, outWidth), shape);
    }

    [Fact]
    public void WeightsStandInByOutAndFanInCountsWhatLeaves()
    {
        Node node = Declare.Network(4, 5, 7).ConvTranspose2d(6, 3, ("Stride", 2), ("Groups", 2), ("Name", "up")).Build().Output;

        Assert.Equal(["up.weight", "up.bias"], node.Parameters.Select(static parameter => parameter.Name));
        Assert.Equal([4, 3, 3, 3], node.Parameters[0].Shape);
        Assert.Equal([6], node.Parameters[1].Shape);
        Assert.All(node.Parameters, static parameter => Assert.Equal(Initializer.Uniform(1 / Math.Sqrt(27)), parameter.Initializer));
        Assert.Equal(4L * 5 * 7 * 27, node.Macs);
        Assert.Single(Declare.Network(4, 5, 7).ConvTranspose2d(6, 3, ("Bias", false)).Build().Output.Parameters);
    }

    [Fact]
    public void TheDefaultsArePyTorchs() => Assert.Equal(
        new ConvTranspose2d { OutChannels = 2, KernelSize = 3, Stride = 1, Padding = 0, OutputPadding = 0, Dilation = 1, Groups = 1, Bias = true },
        Declare.Network(3, 8, 8).ConvTranspose2d(2, 3).Build().Output.Layer);

    [Fact]
    public void TheDescriptionSaysWhatIsUnusual()
    {
        Assert.Equal("ConvTranspose2d 2×2, 8", Declare.Network(4, 8, 8).ConvTranspose2d(8, 2).Build().Output.Layer.Description);
        Assert.Equal(
            "ConvTranspose2d 3×3, 8, stride 2, padding 1, output padding 1, dilation 3, groups 4",
            Declare.Network(4, 8, 8)
                .ConvTranspose2d(8, 3, ("Stride", 2), ("Padding", 1), ("OutputPadding", 1), ("Dilation", 3), ("Groups", 4)).Build().Output.Layer.Description);
    }

    [Theory]
    [InlineData(2, 1, 2, "NG1006 layer 0 OutputPadding: ConvTranspose2d | OutputPadding | 2 | below the stride or the dilation, 0 to 1")]
    [InlineData(1, 3, 3, "NG1006 layer 0 OutputPadding: ConvTranspose2d | OutputPadding | 3 | below the stride or the dilation, 0 to 2")]
    [InlineData(1, 1, -1, "NG1006 layer 0 OutputPadding: ConvTranspose2d | OutputPadding | -1 | 0 to 32,767")]
    public void OutputPaddingStaysBelowTheStrideOrTheDilation(int stride, int dilation, int outputPadding, string issue)
    {
        Declare With(int padding) => Declare.Network(1, 8, 8).ConvTranspose2d(4, 3, ("Stride", stride), ("Dilation", dilation), ("OutputPadding", padding));

        Assert.Equal([issue], With(outputPadding).Issues().Select(Declare.Text));
        Assert.Empty(With(Math.Max(stride, dilation) - 1).Issues());
    }

    [Fact]
    public void ThePaddingMayNotCutOffEverything()
    {
        static Declare With(int padding) => Declare.Network(1, 4, 6).ConvTranspose2d(8, 2, ("Padding", padding));

        Assert.Equal(
            ["NG1004 layer 0: ConvTranspose2d 2×2, 8, padding 3 | 1×4×6 | the input | 4 rows make 5, and its padding cuts off 6 | use Padding = 2 or less"],
            With(3).Issues().Select(Declare.Text));
        Assert.Equal(new TensorShape(8, 1, 3), With(2).Build().Output.Shape);
    }

    [Fact]
    public void AMapIsNeeded() => Assert.Equal(
        IssueId.KernelTooLarge, Assert.Single(Declare.Network(1, 8, 8).Flatten().ConvTranspose2d(4, 2).Issues()).Id);

    [Fact]
    public void DeclaredChannelsAndGroupsAreChecked()
    {
        Assert.Equal(
            ["NG1001 layer 0: ConvTranspose2d 2×2, 8 | InChannels | 16 | 6 | the input"],
            Declare.Network(6, 8, 8).ConvTranspose2d(8, 2, ("InChannels", 16)).Issues().Select(static issue => Declare.Text(issue).Replace(" InChannels:", ":")));
        NetworkIssue issue = Assert.Single(Declare.Network(6, 8, 8).ConvTranspose2d(8, 2, ("Groups", 4)).Issues());
        Assert.Equal("NG1005 layer 0 Groups: ConvTranspose2d 2×2, 8, groups 4 | 4 | input | 6 | 1, 2", Declare.Text(issue));
        Assert.Equal("Write Groups = 2", Assert.Single(Fixes.Of(issue)).Title);
        Assert.Empty(Declare.Network(6, 8, 8).ConvTranspose2d(8, 2, ("Groups", 2), ("InChannels", 6)).Issues());
    }

    [Theory]
    [InlineData("OutChannels", 1, 1, 1 << 20, 32_767, 1)]
    [InlineData("Stride", 30_000, 30_000, 1, 1, 32_767)]
    public void WhatIsTooLargeIsRefusedByTheArgumentThatMakesIt(string argument, int height, int width, int outChannels, int kernel, int stride)
    {
        NetworkIssue issue = Assert.Single(Declare.Network(1, height, width).ConvTranspose2d(outChannels, kernel, ("Stride", stride)).Issues());

        Assert.Equal((IssueId.ArgumentOutOfRange, argument), (issue.Id, issue.Argument));
    }

    /// <summary>Where every phase of the stride has a kernel call, what follows is computed before the store; by the plain loops it can't be.</summary>
    [Theory]
    [InlineData(4, 2, true)]
    [InlineData(2, 3, true)]
    [InlineData(5, 5, false)]
    public void ManyPhasesTakeNoEpilogue(int kernel, int stride, bool takes)
    {
        Node node = Declare.Network(3, 4, 4).ConvTranspose2d(8, kernel, ("Stride", stride)).Build().Output;

        Assert.Equal(takes, KernelCatalog.For(node).TakesEpilogue(node));
    }
}
