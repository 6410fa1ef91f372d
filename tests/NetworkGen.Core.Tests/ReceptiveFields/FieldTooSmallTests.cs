using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class FieldTooSmallTests
{
    [Fact]
    public void ThreeLayersSee7Of100Pixels()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(3, 100, 100).Repeat(3, static net => net.Conv2d(8)).AdaptiveAvgPool2d(1).Flatten().Linear(10)));

        Assert.Equal(
            "NG2001 layer 2: Conv2d 3×3, 8 | pixels | 7 | 100 | 7 | 47 more 3×3 layers after it (with Padding = 1), "
            + "or 2×2 pools after layer 1 and after the 1st and 3rd of 7 more 3×3 layers at the end (with Padding = 1)",
            Declare.Text(issue));
        Assert.False(issue.IsError);
    }

    [Fact]
    public void ThePyramidPassesUnlessAllIsAskedFor()
    {
        Assert.Empty(Check(Networks.Pyramid()));
        Assert.Equal(
            "NG2001 layer 30: Conv2d 3×3, 4 | pixels | 390 | 400 | 97.5 | its map has read only 390×390 pixels (width × height), "
            + "so layers after it can't help: keep the map larger with Padding in earlier layers, or feed images of 390×390",
            Declare.Text(Assert.Single(Check(Networks.Pyramid(), coverage: 1))));
        Assert.Empty(Check(Networks.Pyramid(390), coverage: 1));
    }

    [Fact]
    public void WhatIsProposedClosesTheField()
    {
        // 18 of 28 pixels: "3 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 7".
        NetworkIssue issue = Assert.Single(Check(Networks.Digits()));
        Assert.Equal("3 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 7", issue.Messages[5]);

        Assert.Equal(
            [
                "Close the field with 3 more 3×3 layers: sees 30 of 28 pixels, 49,610 parameters",
                "Close the field with a 2×2 pool after layer 7: sees 28 of 28 pixels, 21,866 parameters",
            ],
            Fixes.Of(issue).Select(static fix => fix.Title));
        Assert.Equal(
            "Rescale(Scale = 0.003921569f), Conv2d(16, 3), ReLU, Conv2d(16, 3), ReLU, MaxPool2d(2), Conv2d(32, 3), ReLU, Conv2d(32, 3), ReLU, Conv2d(16, 1), ReLU, "
            + "Conv2d(32, 3), ReLU, Conv2d(32, 3, Padding = 1), ReLU, Conv2d(32, 3, Padding = 1), ReLU, Conv2d(32, 3, Padding = 1), ReLU, Conv2d(10, 1), AdaptiveAvgPool2d(1), Flatten",
            Rules.LayersWith(Fixes.Of(issue)[0], Networks.Digits()));
        Assert.All(Fixes.Of(issue), static fix => Rules.AssertMended(fix, Networks.Digits().Build(), IssueId.FieldTooSmall));
    }

    [Fact]
    public void TheAxisThatFallsShorterIsNamed()
    {
        // 41 of 60 columns are 68.3 %, 81 of 100 rows are 81 %.
        NetworkIssue wide = Assert.Single(Check(Declare.Network(3, 100, 60).Repeat(20, static net => net.Conv2d(8, (5, 3)))));
        NetworkIssue high = Assert.Single(Check(Declare.Network(3, 60, 100).Repeat(20, static net => net.Conv2d(8, (3, 5)))));

        Assert.Equal(["columns", "41", "60", "68.3"], wide.Messages.Skip(1).Take(4));
        Assert.Equal(["rows", "41", "60", "68.3"], high.Messages.Skip(1).Take(4));
    }

    [Fact]
    public void OneAxisIsEnoughToWarn()
    {
        Assert.Single(Check(Declare.Network(1, 11, 11).Conv2d(1, (11, 3))));
        Assert.Empty(Check(Declare.Network(1, 11, 11).Conv2d(1, (11, 11))));
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void TheObjectMayBeSmallerThanTheImage(int objectSize, int issues) =>
        Assert.Equal(issues, Check(Declare.Network(3, 100, 100).ObjectSize(objectSize).Repeat(3, static net => net.Conv2d(8))).Length);

    [Theory]
    [InlineData(19, 0)] // 0.95 · 20
    [InlineData(17, 1)]
    public void TheCoverageItselfIsEnough(int kernel, int issues) =>
        Assert.Equal(issues, Check(Declare.Network(1, 20, 20).Conv2d(1, kernel)).Length);

    [Fact]
    public void ALinearHeadDoesNotExcuseTheFeatures()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(3, 32, 32).Conv2d(16).ReLU().MaxPool2d().Conv2d(16).ReLU().Flatten().Linear(10)));

        Assert.Equal(3, issue.LayerIndex);
        Assert.Equal(["8", "32", "25", "6 more 3×3 layers after it, or a 2×2 pool after the 1st of 4 more 3×3 layers at the end (with Padding = 1)"], issue.Messages.Skip(2));
    }

    [Fact]
    public void WithoutSpatialLayersThereIsNothingToSay() =>
        Assert.Empty(Check(Declare.Network(1, 28, 28).Flatten().Linear(100).ReLU().Linear(10)));

    [Fact]
    public void OnLargeImagesAPoolComesLate() =>
        Assert.Contains(" 2×2 pools after layer 4 and after the 4th, 9th and 14th of 22 more 3×3 layers", Assert.Single(Check(Declare.Network(3, 400, 400).Repeat(6, static net => net.Conv2d(8)))).Messages[5]);

    /// <summary>Paths side by side are judged by the one that sees most, whichever is written last.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfPathsThatJoinTheLongestCounts(bool isShortLast)
    {
        Declare net = Declare.Network(1, 23, 23).Conv2d(8, 3, ("Padding", 1), ("Name", "x"));
        Declare Long(string name) => net.Repeat(9, static path => path.Conv2d(8, 3, ("Padding", 1))).Conv2d(8, 3, ("Padding", 1), ("Name", name));
        Declare Short(string name) => net.Conv2d(8, 3, ("Padding", 1), ("Name", name));
        _ = isShortLast ? Long("first") : Short("first");
        net.From("x");
        _ = isShortLast ? Short("second") : Long("second");

        Assert.Empty(Check(net.Concat("first").AdaptiveAvgPool2d(1).Flatten().Linear(10)));
    }

    /// <summary>A layer that makes the scores gets more features before it, not behind it.</summary>
    [Fact]
    public void BeforeTheScoresThereIsRoom()
    {
        Declare net = Declare.Network(1, 28, 28).Conv2d(16, 3).ReLU().Conv2d(10, 3).AdaptiveAvgPool2d(1).Flatten();
        NetworkIssue issue = Assert.Single(Check(net));

        Assert.StartsWith("12 more 3×3 layers before it", issue.Messages[5], System.StringComparison.Ordinal);
        Assert.NotEmpty(Fixes.Of(issue));
        foreach (Fix fix in Fixes.Of(issue))
        {
            Network closed = Rules.AssertMended(fix, net.Build(), IssueId.FieldTooSmall);
            Assert.Equal(10, closed.Output.Shape.Channels);
            Assert.Empty(Rules.Of(IssueId.TouchedLogits, closed));
        }
    }

    /// <summary>Where a map is enlarged again, the features grow at its smallest, and what comes out keeps its size.</summary>
    [Fact]
    public void AnEnlargedMapKeepsItsSize()
    {
        Declare net = Declare.Network(1, 28, 28).Conv2d(8, 3, ("Padding", 1)).ReLU().MaxPool2d()
            .Conv2d(16, 3, ("Padding", 1)).ReLU().Layer("ConvTranspose2d", ("OutChannels", 1), ("KernelSize", 4), ("Stride", 2), ("Padding", 1)).Layer("Sigmoid");
        NetworkIssue issue = Assert.Single(Check(net));

        Assert.EndsWith(" more 3×3 layers after layer 4, where the map is smallest (with Padding = 1)", issue.Messages[5], System.StringComparison.Ordinal);
        Fix fix = Assert.Single(Fixes.Of(issue));
        Assert.Equal(new TensorShape(1, 28, 28), Rules.AssertMended(fix, net.Build(), IssueId.FieldTooSmall).Output.Shape);
    }

    private static NetworkIssue[] Check(Declare net, double coverage = 0.95) =>
        Rules.Of("NG2001", net, RuleOptions.Default with { ReceptiveFieldCoverage = coverage });
}
