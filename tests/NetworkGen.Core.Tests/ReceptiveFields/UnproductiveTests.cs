using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class UnproductiveTests
{
    [Fact]
    public void OnSmallImagesSevenOfVgg16sConvolutionsAreUnproductive()
    {
        // conv3_3 is the first whose input (32 pixels) already sees the image.
        NetworkIssue issue = Assert.Single(Check(Networks.Vgg16Features(32)));

        Assert.Equal(
            "NG2002 layer 8: Conv2d 3×3, 256, padding 1 | 32×32 | 7 | 13 | leave them out, or feed images of more than 164×164 pixels",
            Declare.Text(issue));
        Assert.False(issue.IsError);
    }

    [Theory]
    [InlineData(164, 1)]
    [InlineData(165, 0)]
    [InlineData(224, 0)]
    public void OnLargeImagesNoneIs(int size, int issues) => Assert.Equal(issues, Check(Networks.Vgg16Features(size)).Length);

    [Fact]
    public void BothAxesMustBeSeen() =>
        Assert.Empty(Check(Declare.Network(1, 5, 40).Repeat(5, static net => net.Conv2d(4, 3, ("Padding", 1)))));

    [Fact]
    public void TheShortestPathDecides() =>
        Assert.Empty(Check(Declare.Network(4, 5, 5)
            .Block("Basic", static block => block.Conv2d(4, 3, ("Padding", 1)).Layer("Shortcut")).Stage("Basic", ("Repeat", 8))));

    [Fact]
    public void APoolOrA1x1IsNotCounted() =>
        Assert.Empty(Check(Declare.Network(1, 5, 5).Conv2d(4).Conv2d(4, 3, ("Padding", 1)).MaxPool2d().Conv2d(4, 1)));

    [Fact]
    public void BehindAGlobalPoolThereIsNothingToSee() =>
        Assert.Empty(Check(Declare.Network(1, 6, 6).Conv2d(4).Conv2d(4).AdaptiveAvgPool2d(1).Conv2d(4, 3, ("Padding", 1))));

    [Fact]
    public void ADecoderDrawsTheImageAgain() =>
        Assert.Empty(Check(Declare.Network(1, 6, 6).Conv2d(4, 3, ("Padding", 1)).MaxPool2d().Conv2d(4, 3, ("Padding", 1)).Upsample(2).Conv2d(4, 3, ("Padding", 1))));

    private static NetworkIssue[] Check(Declare net) => [.. RuleSet.Check(net.Build(), RuleOptions.Default).Where(static issue => issue.Id == IssueId.Unproductive)];
}
