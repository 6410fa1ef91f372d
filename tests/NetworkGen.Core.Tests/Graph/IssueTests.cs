using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

/// <summary>Each error both ways: the declaration that has it, with its numbers, and its neighbour that has not.</summary>
public sealed class IssueTests
{
    [Fact]
    public void AScaleOfZeroIsTheIntegerDivisionTrap() => Assert.Equal(
        ["NG1006 layer 0 Scale: Rescale | Scale | 0 | a finite number other than 0; between whole numbers 1 / 255 is 0: write 1f / 255"],
        Declare.Network(1, 8, 8).Rescale(1 / 255).Issues().Select(Declare.Text));

    [Theory]
    [InlineData("a\nb")]
    [InlineData(" ")]
    public void ANameIsOneLineOfWholeCharacters(string name) => Assert.DoesNotContain(
        '\n', Declare.Text(Assert.Single(Declare.Network(1, 8, 8).Conv2d(4, 3, ("Name", name)).Issues())));

    [Fact]
    public void HalfACharacterIsNoName() => Assert.Single(Declare.Network(1, 8, 8).Conv2d(4, 3, ("Name", "a\ud800")).Issues());

    [Fact]
    public void AnEmojiIsALegalName() => Assert.Empty(Declare.Network(1, 8, 8).Conv2d(4, 3, ("Name", "\ud83d\ude00")).Issues());

    [Fact]
    public void NoLayers() => AssertIssue("NG0003 layer -1: Net", Declare.Network(1, 8, 8), Declare.Network(1, 8, 8).ReLU());

    [Fact]
    public void DeclaredChannelsDiffer()
    {
        AssertIssue(
            "NG1001 layer 1 InChannels: Conv2d 3×3, 8 | InChannels | 16 | 4 | layer 0, Conv2d 3×3, 4",
            Declare.Network(1, 8, 8).Conv2d(4).Conv2d(8, 3, ("InChannels", 16)),
            Declare.Network(1, 8, 8).Conv2d(4).Conv2d(8, 3, ("InChannels", 4)));
        AssertMends("Write InChannels = 4", Declare.Network(1, 8, 8).Conv2d(4).Conv2d(8, 3, ("InChannels", 16)));
    }

    [Fact]
    public void DeclaredFeaturesDiffer() => AssertIssue(
        "NG1001 layer 1 InFeatures: Linear 10 | InFeatures | 1000 | 2352 | layer 0, Flatten",
        Declare.Network(3, 28, 28).Flatten().Linear(10, ("InFeatures", 1000)),
        Declare.Network(3, 28, 28).Flatten().Linear(10, ("InFeatures", 2352)));

    [Fact]
    public void SlopesAreNeitherOneNorOnePerChannel()
    {
        Declare broken = Declare.Network(1, 8, 8).Conv2d(4).Layer("PReLU", ("NumParameters", 8));
        AssertIssue(
            "NG1001 layer 1 NumParameters: PReLU 8 | NumParameters | 8 | 4 | layer 0, Conv2d 3×3, 4",
            broken, Declare.Network(1, 8, 8).Conv2d(4).Layer("PReLU", ("NumParameters", 4)));
        AssertMends("Write NumParameters = 4", broken);
    }

    [Theory]
    [InlineData(6, 4, "NG1005 layer 0 Groups: GroupNorm 4 | 4 | input | 6 | 1, 2, 3, 6", "3")]
    [InlineData(32, 24, "NG1005 layer 0 Groups: GroupNorm 24 | 24 | input | 32 | 4, 8, 16, 32", "16")]
    public void GroupsOfANormDontDivide(int channels, int groups, string issue, string nearest)
    {
        Declare broken = Declare.Network(channels, 8, 8).Layer("GroupNorm", ("Groups", groups));
        AssertIssue(issue, broken, Declare.Network(channels, 8, 8).Layer("GroupNorm", ("Groups", 2)));
        AssertMends("Write Groups = " + nearest, broken);
    }

    [Fact]
    public void GroupsOfANormAreNeeded() => Assert.Equal(
        "NG1006 layer 0 Groups: GroupNorm | Groups | missing | 1 to 1,073,741,824",
        Declare.Text(Assert.Single(Declare.Network(4, 8, 8).Layer("GroupNorm").Issues())));

    [Fact]
    public void EpsOfANormIsAbove0() => AssertIssue(
        "NG1006 layer 0 Eps: LayerNorm | Eps | 0 | a finite number above 0",
        Declare.Network(4, 8, 8).Layer("LayerNorm", ("Eps", 0f)),
        Declare.Network(4, 8, 8).Layer("LayerNorm", ("Eps", 1e-3f)));

    [Fact]
    public void TheKernelIsLargerThanItsInput() => AssertIssue(
        "NG1004 layer 1: Conv2d 5×5, 8 | 4×3×3 | layer 0, Conv2d 3×3, 4 | its kernel spans 5 rows, and 3 arrive | use a kernel of at most 3, Padding = 1, or fewer pools before it",
        Declare.Network(1, 5, 5).Conv2d(4).Conv2d(8, 5),
        Declare.Network(1, 5, 5).Conv2d(4).Conv2d(8, 5, ("Padding", 1)));

    [Fact]
    public void TheDilatedKernelIsLargerThanItsPaddedInput() => AssertIssue(
        "NG1004 layer 0: Conv2d 3×3, 8, padding 1, dilation 4 | 1×9×6 | the input | its kernel spans 9 columns with its dilation, and 6 arrive with 2 of padding | use a kernel of at most 2, Padding = 2, or a larger image",
        Declare.Network(1, 9, 6).Conv2d(8, 3, ("Dilation", 4), ("Padding", 1)),
        Declare.Network(1, 9, 6).Conv2d(8, 3, ("Dilation", 4), ("Padding", 2)));

    [Fact]
    public void AMapIsNeeded() => AssertIssue(
        "NG1004 layer 1: MaxPool2d 2×2 | 64 | layer 0, Flatten | a vector has no rows and columns | put it before Flatten",
        Declare.Network(1, 8, 8).Flatten().MaxPool2d(),
        Declare.Network(1, 8, 8).MaxPool2d().Flatten());

    [Theory]
    [InlineData(6, 8, 4, "NG1005 layer 0 Groups: Conv2d 3×3, 8, groups 4 | 4 | input | 6 | 1, 2", "2")]
    [InlineData(8, 6, 4, "NG1005 layer 0 Groups: Conv2d 3×3, 6, groups 4 | 4 | output | 6 | 1, 2", "2")]
    [InlineData(32, 64, 24, "NG1005 layer 0 Groups: Conv2d 3×3, 64, groups 24 | 24 | input | 32 | 4, 8, 16, 32", "16")]
    public void GroupsDontDivide(int channels, int outChannels, int groups, string issue, string nearest)
    {
        Declare broken = Declare.Network(channels, 8, 8).Conv2d(outChannels, 3, ("Groups", groups));
        AssertIssue(issue, broken, Declare.Network(channels, 8, 8).Conv2d(outChannels, 3, ("Groups", 2)));
        AssertMends("Write Groups = " + nearest, broken);
    }

    [Fact]
    public void LinearOnAMap()
    {
        AssertIssue(
            "NG1007 layer 1: Linear 10 | 64×13×13 | layer 0, Conv2d 3×3, 64 | 10,816",
            Declare.Network(1, 15, 15).Conv2d(64).Linear(10),
            Declare.Network(1, 15, 15).Conv2d(64).Flatten().Linear(10));
        AssertMends("Insert Flatten before it", Declare.Network(1, 15, 15).Conv2d(64).Linear(10));
    }

    [Fact]
    public void ALayerOfABlockIsMendedThere()
    {
        AssertMends("Write InChannels = 4", Declare.Network(4, 8, 8).Block("Block", static block => block.ReLU().Conv2d(4, 1, ("InChannels", 3))).Stage("Block", ("Repeat", 2)));
        AssertMends("Write Groups = 2", Declare.Network(4, 8, 8).Block("Block", static block => block.ReLU().Conv2d(6, 1, ("Groups", 3))).Use("Block"));
    }

    [Fact]
    public void LinearOnAMapOfOnePosition() =>
        Assert.Equal(IssueId.LinearOnMap, Assert.Single(Declare.Network(1, 15, 15).AdaptiveAvgPool2d(1).Linear(10).Issues()).Id);

    [Fact]
    public void AfterTheFirstLayerWithAnIssueNothingMoreIsSaid() =>
        Assert.Equal("NG1005", Assert.Single(Declare.Network(3, 8, 8).Conv2d(4, 3, ("Groups", 2)).Conv2d(4, 9).Linear(10).Issues()).Id);

    [Fact]
    public void EachBadArgumentOfALayerIsNamed() => Assert.Equal(
        [
            "NG1006 layer 0 OutChannels: Conv2d | OutChannels | 0 | 1 to 1,048,576",
            "NG1006 layer 0 Stride: Conv2d | Stride | -2 | 1 to 32,767",
            "NG1006 layer 0 Bias: Conv2d | Bias | 1 | true or false",
        ],
        Declare.Network(3, 8, 8).Conv2d(0, 3, ("Stride", -2), ("Bias", 1)).Issues().Select(Declare.Text));

    [Fact]
    public void TheImageAndTheBudgetAreCheckedToo() => Assert.Equal(
        [
            "NG1006 layer -1 Channels: Network | Channels | 0 | 1 to 1,048,576",
            "NG1006 layer -1 Width: Network | Width | 100,000 | 1 to 65,536",
            "NG1006 layer -1 MaxMacs: Budget | MaxMacs | -1 | 0 or more",
        ],
        Declare.Network(0, 8, 100_000).Budget("MaxMacs", -1).ReLU().Issues().Select(Declare.Text));

    [Fact]
    public void AnObjectIsNoLargerThanTheImage() => AssertIssue(
        "NG1006 layer -1 ObjectSize: Network | ObjectSize | 65 | 1 to 64",
        Declare.Network(1, 32, 64).ObjectSize(65).ReLU(),
        Declare.Network(1, 32, 64).ObjectSize(64).ReLU());

    [Fact]
    public void AnUnknownLayerNamesTheKnownOnes()
    {
        NetworkIssue issue = Assert.Single(Declare.Network(1, 8, 8).Layer("Conv5d").Issues());

        Assert.Equal((IssueId.ArgumentOutOfRange, 0, null), (issue.Id, issue.LayerIndex, issue.Argument));
        Assert.Equal("Conv5d", issue.Messages[0]);
        Assert.Contains("Conv2d, ConvTranspose2d, DepthwiseConv2d", issue.Messages[3]);
    }

    [Theory]
    [InlineData("Dropout", "P", 1.0, "0 to below 1")]
    [InlineData("Dropout", "P", -0.1, "0 to below 1")]
    [InlineData("Dropout", "P", double.NaN, "0 to below 1")]
    [InlineData("BatchNorm2d", "Eps", 0.0, "a finite number above 0")]
    [InlineData("BatchNorm2d", "Momentum", 1.5, "0 to 1")]
    [InlineData("LeakyReLU", "Slope", double.PositiveInfinity, "a finite number")]
    [InlineData("Rescale", "Scale", 1e300, "a finite number")]
    [InlineData("Normalize", "Std", 0.0, "finite numbers above 0: one per channel, or one for all")]
    public void RealsOutOfRange(string kind, string argument, double value, string range)
    {
        (string, object)[] arguments = kind == "Normalize" ? [("Mean", new[] { 0.5 }), (argument, value)] : [(argument, value)];
        NetworkIssue issue = Assert.Single(Declare.Network(1, 8, 8).Layer(kind, arguments).Issues());

        Assert.Equal((IssueId.ArgumentOutOfRange, argument, range), (issue.Id, issue.Argument, issue.Messages[3]));
    }

    [Theory]
    [InlineData("Conv2d", "OutChannels")]
    [InlineData("AdaptiveAvgPool2d", "OutputSize")]
    [InlineData("Linear", "OutFeatures")]
    [InlineData("Rescale", "Scale")]
    public void WhatMustBeGivenIsMissing(string kind, string argument) => Assert.StartsWith(
        $"NG1006 layer 0 {argument}: {kind} | {argument} | missing | ",
        Declare.Text(Assert.Single(Declare.Network(1, 8, 8).Layer(kind).Issues())));

    [Fact]
    public void NormalizeWantsOneNumberOrOnePerChannel() => AssertIssue(
        "NG1006 layer 0 Mean: Normalize | Mean | 2 values | 1 value, or 3: one per channel",
        Declare.Network(3, 8, 8).Layer("Normalize", ("Mean", new[] { 1.0, 2 }), ("Std", new[] { 1.0 })),
        Declare.Network(3, 8, 8).Layer("Normalize", ("Mean", new[] { 1.0, 2, 3 }), ("Std", new[] { 1.0 })));

    [Fact]
    public void APoolsPaddingIsAtMostHalfItsKernel() => AssertIssue(
        "NG1006 layer 0 Padding: MaxPool2d | Padding | 2 | 0 to 1, half the kernel: beyond it a window would see padding only",
        Declare.Network(1, 8, 8).MaxPool2d(3, ("Padding", 2)),
        Declare.Network(1, 8, 8).MaxPool2d(3, ("Padding", 1)));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void OnlyPadSameIsANegativePadding(int padding) => AssertIssue(
        $"NG1006 layer 0 Padding: Conv2d | Padding | {Numerals.Grouped(padding)} | 0 to 32,767 or Pad.Same",
        Declare.Network(1, 8, 8).Conv2d(1, 3, ("Padding", padding)),
        Declare.Network(1, 8, 8).Conv2d(1, 3, ("Padding", Declare.Same)));

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("two\u2028lines")]
    public void ANameIsOneLine(string name) =>
        Assert.Equal("Name", Assert.Single(Declare.Network(1, 8, 8).Layer("ReLU", ("Name", name)).Issues()).Argument);

    [Fact]
    public void AMapThatNoArrayHolds() => AssertIssue(
        "NG1006 layer 0 OutChannels: Conv2d | OutChannels | what makes a map of 1,048,576×998×998 | a map of at most 1,073,741,824 values",
        Declare.Network(1, 1000, 1000).Conv2d(1_048_576),
        Declare.Network(1, 1000, 1000).Conv2d(1000));

    [Fact]
    public void WeightsThatNoArrayHolds() => AssertIssue(
        "NG1006 layer 1 OutFeatures: Linear | OutFeatures | 2,000 | 1 to 1,073 on 1,000,000 features",
        Declare.Network(1, 1000, 1000).Flatten().Linear(2000),
        Declare.Network(1, 1000, 1000).Flatten().Linear(500));

    [Fact]
    public void KernelsThatNoArrayHolds() => AssertIssue(
        "NG1006 layer 0 OutChannels: Conv2d | OutChannels | what makes 1,000,000 kernels of 9,000 weights | at most 1,073,741,824 weights",
        Declare.Network(1000, 3, 3).Conv2d(1_000_000),
        Declare.Network(1000, 3, 3).Conv2d(100_000));

    [Fact]
    public void ParametersThatTogetherNoArrayHolds() => AssertIssue(
        "NG1008 layer 2: layer 2, Linear 32000 | 1,075,264,000 parameters | 1,073,741,824 | use fewer channels or features, smaller kernels, or more pools before Flatten",
        Declare.Network(1, 40, 40).Flatten().Linear(32_000).Linear(32_000),
        Declare.Network(1, 40, 40).Flatten().Linear(32_000).Linear(16_000));

    /// <summary>The one fix has this title, and with it the network can be built.</summary>
    private static void AssertMends(string title, Declare broken)
    {
        Fix fix = Assert.Single(Fixes.Of(broken.Issues()[0]));

        Assert.Equal(title, fix.Title);
        Assert.Empty(NetworkBuilder.Build(fix.Apply(broken.Declaration())).Issues);
    }

    private static void AssertIssue(string expected, Declare broken, Declare sound)
    {
        BuildResult result = NetworkBuilder.Build(broken.Declaration());

        Assert.Equal([expected], result.Issues.Select(Declare.Text));
        Assert.True(result.Issues.All(static issue => issue.IsError));
        Assert.Null(result.Network);
        Assert.Empty(sound.Issues());
    }
}
