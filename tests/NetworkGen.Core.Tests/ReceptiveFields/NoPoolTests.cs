using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2013: no pool where one is needed.</summary>
public sealed class NoPoolTests
{
    [Fact]
    public void SevenLayersOn400Pixels()
    {
        Declare net = Declare.Network(1, 400, 400).Repeat(7, static net => net.Conv2d(4).ReLU()).AdaptiveAvgPool2d(1).Flatten();

        Rules.Expect(
            "NG2013 layer 9: layer 9 | 400 | 200 | 2×2 pools after layer 9 and after the 3rd, 8th and 13th of 21 more 3×3 layers before layer 12 (with Padding = 1) | 28",
            net,
            "Close the field with 2×2 pools after layer 9 and after the 3rd, 8th and 13th of 21 more 3×3 layers: sees 450 of 400 pixels, 4,036 parameters");
        Assert.Single(Rules.Of(IssueId.FieldTooSmall, net));
    }

    [Fact]
    public void ManyLayersTakeOnlyThePools() => Rules.Expect(
        "NG2013 layer 1: layer 1 | 64 | 32 | 2×2 pools after layers 1 and 7 | 12",
        Declare.Network(1, 64, 64).Repeat(12, static net => net.Conv2d(4)).AdaptiveAvgPool2d(1),
        "Close the field with 2×2 pools after layers 1 and 7: sees 64 of 64 pixels, 1,668 parameters");

    [Fact]
    public void WithFewLayersTheFirstPoolComesBehindThem() => Rules.Expect(
        "NG2013 layer 1: layer 1 and 1 more 3×3 layer | 100 | 50 | 2×2 pools after the 1st, 3rd and 5th of 9 more 3×3 layers at the end (with Padding = 1) | 10",
        Declare.Network(1, 100, 100).Conv2d(4).ReLU().AdaptiveAvgPool2d(1),
        "Close the field with 2×2 pools after the 1st, 3rd and 5th of 9 more 3×3 layers: sees 100 of 100 pixels, 1,372 parameters");

    [Fact]
    public void BetweenStagesOfBlocks()
    {
        Declare net = Declare.Network(4, 64, 64)
            .Block("Block", static block => block.Conv2d(4, 3, ("Padding", 1), ("Bias", false)).BatchNorm2d().ReLU())
            .Stage("Block", ("Repeat", 2), ("Name", "one")).Stage("Block", ("Repeat", 2), ("Name", "two")).Stage("Block", ("Repeat", 3), ("Name", "three"))
            .AdaptiveAvgPool2d(1).Flatten();

        const string byPools = "Close the field with 2×2 pools after layers one and two and 3 more 3×3 layers: sees 64 of 64 pixels, 1,520 parameters";
        Rules.Expect("NG2013 layer 0: layer one | 64 | 32 | 2×2 pools after layers one and two and 3 more 3×3 layers at the end | 10", net, byPools);
        Rules.Expect(
            "NG2001 layer 2/0: Conv2d 3×3, 4, padding 1 in Block | pixels | 15 | 64 | 23.4 | 25 more 3×3 layers after layer three, "
            + "or 2×2 pools after layers one and two and 3 more 3×3 layers at the end",
            net,
            "Close the field with 25 more 3×3 layers: sees 65 of 64 pixels, 4,864 parameters", byPools);
        Assert.Equal(
            "Stage(Block = \"Block\", Repeat = 2, Name = \"one\"), MaxPool2d(2), Stage(Block = \"Block\", Repeat = 2, Name = \"two\"), MaxPool2d(2), "
            + "Stage(Block = \"Block\", Repeat = 3, Name = \"three\"), "
            + string.Concat(System.Linq.Enumerable.Repeat("Conv2d(4, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU, ", 3)) + "AdaptiveAvgPool2d(1), Flatten",
            Rules.LayersWith(Fixes.Of(Rules.Of(IssueId.NoPool, net)[0])[0], net));
    }

    [Theory]
    [InlineData(41, 0)] // 20 layers
    [InlineData(42, 1)] // 21
    public void MoreThan20LayersAreMany(int size, int issues) =>
        Assert.Equal(issues, Rules.Of("NG2013", Declare.Network(1, size, size).Conv2d(4).Conv2d(4)).Length);

    [Theory]
    [InlineData(21, 0)]
    [InlineData(20, 1)]
    public void HowManyIsAnOption(int layers, int issues) => Assert.Equal(
        issues, Rules.Of("NG2013", Declare.Network(1, 42, 42).Conv2d(4).Conv2d(4), RuleOptions.Default with { LayersWithoutPool = layers }).Length);

    [Fact]
    public void AStrideIsAsGoodAsAPool()
    {
        Rules.ExpectNone("NG2013", Declare.Network(1, 400, 400).Conv2d(4, 3, ("Stride", 2)).Conv2d(4));
        Rules.ExpectNone("NG2013", Declare.Network(1, 400, 400).Conv2d(4).MaxPool2d().Conv2d(4));
    }

    [Fact]
    public void SmallObjectsNeedNone() => Rules.ExpectNone("NG2013", Declare.Network(1, 400, 400).ObjectSize(30).Conv2d(4));

    [Fact]
    public void WhereTheFieldIsClosedNoneIsNeeded() => Rules.ExpectNone(
        "NG2013", Declare.Network(1, 63, 63).Conv2d(4).Conv2d(4, 3, ("Dilation", 2)).Conv2d(4, 3, ("Dilation", 4)).Conv2d(4, 3, ("Dilation", 8)).Conv2d(4, 3, ("Dilation", 16)));

    [Fact]
    public void AVectorHasNoPixels() => Rules.ExpectNone("NG2013", Declare.Network(1, 400, 400).Flatten().Linear(10));
}
