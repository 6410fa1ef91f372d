using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2009: one large kernel where a stack of 3×3 takes fewer parameters.</summary>
public sealed class LargeKernelTests
{
    private static readonly (string, object) _noBias = ("Bias", false);

    [Fact]
    public void TheCoursesNumbers()
    {
        Rules.Expect(
            "NG2009 layer 0 KernelSize: Conv2d 5×5, 1 | 2 | 5×5 | 25 | 18",
            Declare.Network(1, 5, 5).Conv2d(1, 5, _noBias), "Replace it by 2 layers of 3×3");
        Rules.Expect(
            "NG2009 layer 0 KernelSize: Conv2d 11×11, 1 | 5 | 11×11 | 121 | 45",
            Declare.Network(1, 11, 11).Conv2d(1, 11, _noBias), "Replace it by 5 layers of 3×3");
    }

    [Fact]
    public void BiasesAndNormsCount()
    {
        // 25·8·8 + 8 against 2 · 9·8·8 + 8 + 2·8: before a norm the new layer takes no bias.
        Declare net = Declare.Network(8, 28, 28).Conv2d(8, 5, ("Padding", 2), ("Name", "wide")).BatchNorm2d().Layer("LeakyReLU", ("Slope", 0.2f));

        Rules.Expect("NG2009 layer 0 KernelSize: Conv2d 5×5, 8, padding 2 | 2 | 5×5 | 1,608 | 1,176", net, "Replace it by 2 layers of 3×3");
        Assert.Equal(
            "Conv2d(8, 3, Padding = 1, Bias = false), BatchNorm2d, LeakyReLU(0.2f), Conv2d(8, 3, Name = \"wide\", Padding = 1), BatchNorm2d, LeakyReLU(0.2f)",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.LargeKernel, net)[0])[0], net));
        Assert.Equal(8 + 16 + 16 + (2 * 576), Rules.AssertMended(Fixes.Of(Rules.Of(IssueId.LargeKernel, net)[0])[0], net.Build(), IssueId.LargeKernel).ParameterCount);
    }

    [Theory]
    [InlineData(3, 64, 7, 0)] // 9,408 against 75,456: the first layer of a ResNet, were its stride 1
    [InlineData(64, 64, 7, 1)]
    [InlineData(512, 32, 5, 1)] // 409,600 against 156,672
    public void OnlyWhereTheStackIsSmaller(int arriving, int leaving, int kernel, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2009", Declare.Network(arriving, 28, 28).Conv2d(leaving, kernel)).Length);

    [Fact]
    public void WithoutAnActivationThereIsAReLU()
    {
        Declare net = Declare.Network(4, 28, 28).Conv2d(4, 7, ("InChannels", 4), ("Padding", Declare.Same)).Flatten();

        Assert.Equal(
            "Conv2d(4, 3, InChannels = 4, Padding = Pad.Same), ReLU, Conv2d(4, 3, Padding = Pad.Same), ReLU, Conv2d(4, 3, Padding = Pad.Same), Flatten",
            Rules.LayersWith(Fixes.Of(Assert.Single(Rules.Of(IssueId.LargeKernel, net)))[0], net));
    }

    [Fact]
    public void OtherPaddingCannotBeSharedOut() => Rules.Expect("NG2009 layer 0 KernelSize: Conv2d 7×7, 4, padding 1 | 3 | 7×7 | 788 | 444", Declare.Network(4, 28, 28).Conv2d(4, 7, ("Padding", 1)));

    [Fact]
    public void StridesDilationsGroupsAndRectanglesMayStay() => Rules.ExpectNone(
        "NG2009",
        Declare.Network(8, 64, 64).Conv2d(8, 5, ("Stride", 2)).Conv2d(8, 5, ("Dilation", 2)).Conv2d(8, 5, ("Groups", 8)).DepthwiseConv2d(5).Conv2d(8, (1, 5)).Conv2d(8, 3));

    [Fact]
    public void BehindAGlobalLayerNothingIsSaid() =>
        Rules.ExpectNone("NG2009", Declare.Network(8, 28, 28).Conv2d(8).AdaptiveAvgPool2d(1).Conv2d(8, 5, ("Padding", 2)));

    [Fact]
    public void ABlockKeepsItsSymbols()
    {
        Declare net = Declare.Network(8, 28, 28)
            .Block("Block", static block => block
                .Layer("Conv2d", ("OutChannels", new ArgumentValue.Integer(-64L * 9 * 5 * 7 * 11 * 13 * 17)), ("KernelSize", 5), ("Padding", 2)).ReLU())
            .Stage("Block", ("Width", 8), ("Repeat", 2)).Stage("Block", ("Width", 16));

        Rules.Expect("NG2009 layer 0/0 KernelSize: Conv2d 5×5, 8, padding 2 in Block | 2 | 5×5 | 1,608 | 1,168", net, "Replace it by 2 layers of 3×3");
        Assert.Equal(
            "Conv2d(Block.Width, 3, Padding = 1), ReLU, Conv2d(Block.Width, 3, Padding = 1), ReLU",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.LargeKernel, net)[0])[0], net));
    }
}
