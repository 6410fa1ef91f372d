using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2010 and NG2011: on 400×400 pool after 5 layers, on 28×28 after a couple, and then go on.</summary>
public sealed class PoolPlaceTests
{
    [Theory]
    [InlineData(400, 1, "3 | 11 | 4 more 3×3 layers")]
    [InlineData(400, 4, "9 | 11 | 1 more 3×3 layer")]
    [InlineData(199, 1, "3 | 5 | 1 more 3×3 layer")]
    [InlineData(28, 1, "3 | 5 | 1 more 3×3 layer")]
    public void TooEarly(int size, int layers, string numbers) =>
        Rules.Expect($"NG2010 layer {layers}: MaxPool2d 2×2 | {numbers}", Declare.Network(1, size, size).Repeat(layers, static net => net.Conv2d(4)).MaxPool2d().Conv2d(4));

    [Theory]
    [InlineData(400, 5)]
    [InlineData(199, 2)]
    [InlineData(28, 2)]
    public void LateEnough(int size, int layers) =>
        Rules.ExpectNone("NG2010", Declare.Network(1, size, size).Repeat(layers, static net => net.Conv2d(4)).MaxPool2d().Conv2d(4).MaxPool2d());

    [Fact]
    public void OnlyTheFirstPoolIsSpokenOf() => Rules.Expect(
        "NG2010 layer 0: AvgPool2d 3×3, stride 2 | 1 | 5 | 2 more 3×3 layers",
        Declare.Network(1, 28, 28).AvgPool2d(3, ("Stride", 2)).MaxPool2d().Conv2d(4));

    [Fact]
    public void StridesBeforeThePoolWidenEachStep() => Rules.Expect(
        "NG2010 layer 1: MaxPool2d 2×2 | 7 | 11 | 1 more 3×3 layer",
        Declare.Network(3, 224, 224).Conv2d(4, 7, ("Stride", 2)).MaxPool2d().Conv2d(4));

    [Fact]
    public void SmallObjectsOnALargeImageArePooledAsSmallImagesAre() =>
        Rules.ExpectNone("NG2010", Declare.Network(1, 400, 400).ObjectSize(64).Conv2d(4).Conv2d(4).MaxPool2d().Conv2d(4));

    [Fact]
    public void APoolThatKeepsTheSizeOrTakesAllIsNoPoolOfThese()
    {
        Rules.ExpectNone("NG2010", Declare.Network(1, 28, 28).MaxPool2d(3, ("Stride", 1)).Conv2d(4));
        Rules.ExpectNone("NG2010", Declare.Network(1, 28, 28).Conv2d(4).AvgPool2d(26).Flatten());
        Rules.ExpectNone("NG2011", Declare.Network(1, 28, 28).Conv2d(4).AvgPool2d(26).Flatten());
        Rules.ExpectNone("NG2011", Declare.Network(1, 28, 28).Conv2d(4).AdaptiveAvgPool2d(1).Flatten());
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void TheFieldIsAnOption(int field, int issues) => Assert.Equal(
        issues,
        Rules.Of("NG2010", Declare.Network(3, 224, 224).Conv2d(4, 7, ("Stride", 2)).MaxPool2d(), RuleOptions.Default with { EarlyPoolField = field }).Length);

    [Fact]
    public void NothingBehindTheLastPool() => Rules.Expect(
        "NG2011 layer 2: MaxPool2d 2×2 | no layer looks | 2 | 2 more 3×3 layers",
        Declare.Network(1, 28, 28).Conv2d(4).Conv2d(4).MaxPool2d().Conv2d(4, 1).Flatten().Linear(10));

    [Fact]
    public void OneLayerBehindTheLastPool() => Rules.Expect(
        "NG2011 layer 2: AvgPool2d 2×2 | 1 layer looks | 2 | 1 more 3×3 layer",
        Declare.Network(1, 28, 28).Conv2d(4).MaxPool2d().AvgPool2d().Conv2d(4).AdaptiveAvgPool2d(1).Flatten().Linear(10));

    [Fact]
    public void TwoLayersAreEnough() => Rules.ExpectNone("NG2011", Declare.Network(1, 28, 28).Conv2d(4).MaxPool2d().Conv2d(4).Conv2d(4));

    [Fact]
    public void TheLongestWayCounts() => Rules.ExpectNone(
        "NG2011",
        Declare.Network(4, 28, 28).Conv2d(4).MaxPool2d().Layer("ReLU", ("Name", "pooled")).Conv2d(4, 3, ("Padding", 1)).Conv2d(4, 3, ("Padding", 1)).Add("pooled"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void HowManyIsAnOption(int layers, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2011", Declare.Network(1, 28, 28).Conv2d(4).MaxPool2d(), RuleOptions.Default with { LayersAfterPool = layers }).Length);

    [Fact]
    public void ABlocksPoolIsReportedInTheBlock() => Rules.Expect(
        "NG2011 layer 0/2: MaxPool2d 2×2 in Block | no layer looks | 2 | 2 more 3×3 layers",
        Declare.Network(1, 64, 64).Block("Block", static block => block.Conv2d(4).Conv2d(4).MaxPool2d()).Stage("Block", ("Repeat", 2)));
}
