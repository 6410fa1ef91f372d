using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2012: channels cut by a kernel that looks at neighbours.</summary>
public sealed class ChannelCutTests
{
    [Fact]
    public void TheCoursesNumbers()
    {
        Declare net = Declare.Network(3, 28, 28).Conv2d(512).ReLU().Conv2d(32, 3, ("Name", "cut")).ReLU().Conv2d(32);

        Rules.Expect(
            "NG2012 layer 2 OutChannels: Conv2d 3×3, 32 | 512 | 32 channels | 147,456 | 16,384 | 3×3 | 9,216",
            net, "Cut the channels by a 1×1 before it");
        Assert.Equal(
            "Conv2d(512, 3), ReLU, Conv2d(32, 1), ReLU, Conv2d(32, 3, Name = \"cut\"), ReLU, Conv2d(32, 3)",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.ChannelCut, net)[0])[0], net));
    }

    [Fact]
    public void NormAndPaddingAreKept()
    {
        Declare net = Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(8, 5, ("Padding", 2), ("Bias", false), ("InChannels", 64)).BatchNorm2d().Layer("SiLU").Conv2d(8);

        Rules.Expect(
            "NG2012 layer 2 OutChannels: Conv2d 5×5, 8, padding 2 | 64 | 8 channels | 12,800 | 512 | 5×5 | 1,600",
            net, "Cut the channels by a 1×1 before it");
        Assert.Equal(
            "Conv2d(64, 3), ReLU, Conv2d(8, 1, Bias = false, InChannels = 64), BatchNorm2d, SiLU, Conv2d(8, 5, Padding = 2, Bias = false), BatchNorm2d, SiLU, Conv2d(8, 3)",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.ChannelCut, net)[0])[0], net));
    }

    /// <summary>The last layer keeps what its writer chose; NG3002 tells of that.</summary>
    [Fact]
    public void BeforeANormThe1x1TakesNoBias()
    {
        Declare net = Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(8).BatchNorm2d().ReLU().Conv2d(8);

        Assert.Equal(
            "Conv2d(64, 3), ReLU, Conv2d(8, 1, Bias = false), BatchNorm2d, ReLU, Conv2d(8, 3), BatchNorm2d, ReLU, Conv2d(8, 3)",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.ChannelCut, net)[0])[0], net));
    }

    [Fact]
    public void OneChannelIsOne() => Rules.Expect(
        "NG2012 layer 2 OutChannels: Conv2d 3×3, 1 | 64 | 1 channel | 576 | 64 | 3×3 | 9",
        Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(1).Conv2d(4),
        "Cut the channels by a 1×1 before it");

    /// <summary>A mask of one channel, ten classes: an output layer makes what is asked for.</summary>
    [Fact]
    public void TheNetworksOutputHasItsOwnNumber()
    {
        Rules.ExpectNone("NG2012", Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(1, 3, ("Padding", 1)).Layer("Sigmoid"));
        Rules.ExpectNone("NG2012", Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(10).AdaptiveAvgPool2d(1).Flatten().Layer("Softmax"));
        Assert.Single(Rules.Of("NG2012", Declare.Network(3, 28, 28).Conv2d(64).ReLU().Conv2d(10).AdaptiveAvgPool2d(1).Flatten().Linear(10)));
    }

    [Theory]
    [InlineData(8, 1, 0)]
    [InlineData(8, 3, 1)]
    [InlineData(9, 3, 0)]
    public void FourTimesFewerByMoreThanAPosition(int leaving, int kernel, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2012", Declare.Network(3, 28, 28).Conv2d(32).Conv2d(leaving, kernel).Conv2d(4, 1)).Length);

    [Fact]
    public void TheFirstLayerTakesWhatThereIs() => Rules.ExpectNone("NG2012", Declare.Network(64, 28, 28).Rescale(0.5f).Conv2d(4).Conv2d(4));

    [Fact]
    public void GroupsAndDepthwiseLayersAreCheapAlready() =>
        Rules.ExpectNone("NG2012", Declare.Network(3, 28, 28).Conv2d(32).Conv2d(8, 3, ("Groups", 8)).DepthwiseConv2d(3).Conv2d(8));

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void AKernelOfTheWholeMapIsTheHead(int size, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2012", Declare.Network(3, size, size).Conv2d(64).ReLU().Conv2d(10).Conv2d(10, 1)).Length);

    /// <summary>DenseNet: a 1×1 makes 128 channels, the 3×3 behind it 32.</summary>
    [Fact]
    public void BehindA1x1TheNumberWasChosen() =>
        Rules.ExpectNone("NG2012", Declare.Network(3, 28, 28).Conv2d(64).Conv2d(128, 1).BatchNorm2d().ReLU().Conv2d(32, 3, ("Padding", 1)).Conv2d(32));

    [Fact]
    public void AJoinedMapIsNotA1x1s() => Assert.Single(Rules.Of(
        "NG2012", Declare.Network(3, 28, 28).Conv2d(64, 3, ("Name", "a")).Conv2d(64, 1).Concat("a").Conv2d(32).Conv2d(32)));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 0)]
    public void HowManyTimesIsAnOption(int cut, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2012", Declare.Network(3, 28, 28).Conv2d(64).Conv2d(8).Conv2d(8), RuleOptions.Default with { ChannelCut = cut }).Length);

    [Fact]
    public void ALayerOfABlockIsReportedOnce() => Rules.Expect(
        "NG2012 layer 1/1 OutChannels: Conv2d 3×3, 8, padding 1 in Block | 64 | 8 channels | 4,608 | 512 | 3×3 | 576",
        Declare.Network(3, 28, 28).Conv2d(8)
            .Block("Block", static block => block.Conv2d(64, 3, ("Padding", 1)).Conv2d(8, 3, ("Padding", 1))).Stage("Block", ("Repeat", 3)).Conv2d(8),
        "Cut the channels by a 1×1 before it");
}
