using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Layers;

public sealed class UpsampleTests
{
    [Theory]
    [InlineData(1, UpsampleMode.Nearest, "Upsample ×1")]
    [InlineData(3, UpsampleMode.Nearest, "Upsample ×3")]
    [InlineData(2, UpsampleMode.Bilinear, "Upsample ×2, bilinear")]
    public void RowsAndColumnsGrowByTheScale(int scale, UpsampleMode mode, string description)
    {
        Network network = Declare.Network(5, 4, 7).Upsample(scale, ("Mode", (int)mode)).Build();

        Assert.Equal(new TensorShape(5, 4 * scale, 7 * scale), network.Output.Shape);
        Assert.Equal(description, network.Output.Layer.Description);
        Assert.Equal(0, network.ParameterCount + network.Macs);
    }

    [Fact]
    public void TheModeIsNearestUnlessGiven() => Assert.Equal(
        new Upsample { Scale = 2, Mode = UpsampleMode.Nearest }, Declare.Network(1, 4, 4).Upsample(2).Build().Output.Layer);

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(true)]
    public void AnUndefinedModeNamesThoseThereAre(object mode) => Assert.Equal(
        ["NG1006 layer 0 Mode: Upsample | Mode | " + Declare.ToArgument(("Mode", mode)).Value + " | UpsampleMode.Nearest or UpsampleMode.Bilinear"],
        Declare.Network(1, 4, 4).Upsample(2, ("Mode", mode)).Issues().Select(Declare.Text));

    [Fact]
    public void TheScaleIsAWholeNumberFrom1() => Assert.Equal(
        ["NG1006 layer 0 Scale: Upsample | Scale | 0 | 1 to 32,767"],
        Declare.Network(1, 4, 4).Upsample(0).Issues().Select(Declare.Text));

    [Fact]
    public void AMapIsNeededAndOneThatFits()
    {
        Assert.Equal(IssueId.KernelTooLarge, Assert.Single(Declare.Network(1, 8, 8).Flatten().Upsample(2).Issues()).Id);
        Assert.Equal(
            ["NG1006 layer 0 Scale: Upsample | Scale | what makes a map of 1×983,010,000×983,010,000 | a map of at most 1,073,741,824 values"],
            Declare.Network(1, 30_000, 30_000).Upsample(32_767).Issues().Select(Declare.Text));
    }

    [Theory]
    [InlineData(UpsampleMode.Nearest)]
    [InlineData(UpsampleMode.Bilinear)]
    public void ByAFactorOf1NothingMoreIsSeen(UpsampleMode mode) =>
        Assert.Equal(ReceptiveField.Pixel, Declare.Network(1, 8, 8).Upsample(1, ("Mode", (int)mode)).Build().Output.Field);
}
