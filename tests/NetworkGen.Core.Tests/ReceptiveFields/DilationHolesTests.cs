using System.Linq;
using CsCheck;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class DilationHolesTests
{
    [Fact]
    public void ThreeTimes2Reads7Of13()
    {
        NetworkIssue issue = Assert.Single(Check(Dilated(2, 2, 2)));

        Assert.Equal("NG2004 layer 4: Conv2d 3×3, 1, dilation 2 | 7 | 13 | pixels | the dilations 2, 2, 2 leave | 1, 2, 3 read all 13", Declare.Text(issue));
        Assert.Equal("Use the dilations 1, 2, 3", Assert.Single(Fixes.Of(issue)).Title);
    }

    [Fact]
    public void TooLargeAStepReads21Of25() => Assert.Equal(
        "NG2004 layer 4: Conv2d 3×3, 1, dilation 9 | 21 | 25 | pixels | the dilations 1, 2, 9 leave | 1, 3, 8 read all 25",
        Declare.Text(Assert.Single(Check(Dilated(1, 2, 9)))));

    [Fact]
    public void AKernelBehindThatDoesNotCloseThemBelongsToTheRun() => Assert.Equal(
        "NG2004 layer 0: Conv2d 3×3, 1, dilation 4 | 3 | 9 | pixels | the dilations 4, 1 leave | 1, 3 read all 9",
        Declare.Text(Assert.Single(Check(Dilated(4, 1)))));

    [Theory]
    [InlineData(1, 2, 4, 8)]
    [InlineData(1, 2, 5)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 2, 1)] // a plain 3×3 behind them brings the grids together
    public void WithoutAGapThereIsNothingToSay(params int[] dilations) => Assert.Empty(Check(Dilated(dilations)));

    [Fact]
    public void OfALayerAloneTheRuleIsTold() => Assert.Equal(
        "NG2004 layer 0: Conv2d 3×3, 1, dilation 2 | 3 | 5 | pixels | its dilation leaves | a dilation leaves none while it is at most what the layers before it span together",
        Declare.Text(Assert.Single(Check(Dilated(2)))));

    [Fact]
    public void AnAxisWithoutAKernelHasNoHoles() => Assert.Equal(
        ["3", "5", "rows"],
        Assert.Single(Check(Declare.Network(1, 20, 20).Conv2d(1, (3, 1), ("Dilation", 2)))).Messages.Skip(1).Take(3));

    [Fact]
    public void PixelsBetweenThatEarlierLayersGatheredAreNotMissing() =>
        Assert.Empty(Check(Declare.Network(1, 64, 64).Conv2d(1).Conv2d(1).MaxPool2d().Conv2d(1, 3, ("Dilation", 2)).Conv2d(1, 3, ("Dilation", 4))));

    [Fact]
    public void WhatASkippingStrideLeavesOutIsAnotherRule() =>
        Assert.Empty(Check(Declare.Network(1, 64, 64).Conv2d(1, 1, ("Stride", 2)).Conv2d(1, 3, ("Dilation", 2))));

    [Fact]
    public void PaddingThatKeepsTheSizeGoesWithTheDilation()
    {
        Network network = Declare.Network(1, 13, 13).Conv2d(1, 3, ("Dilation", 2), ("Padding", 2)).Conv2d(1, 3, ("Dilation", 2), ("Padding", 2)).Build();
        Network changed = Assert.Single(Fixes.Of(Assert.Single(Check(network)))).Try(network)!;

        Assert.Equal((13, 13), (changed.Output.Shape.Height, changed.Output.Shape.Width));
    }

    [Fact]
    public void OfAStageItIsSaidOnceAndInTheBlock()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(2, 64, 64)
            .Block("Twice", static block => block.Conv2d(2, 3, ("Dilation", 2), ("Padding", 2)).MaxPool2d(1, ("Stride", 1)))
            .Stage("Twice", ("Repeat", 3))));

        Assert.Equal(
            "NG2004 layer 0/0: Conv2d 3×3, 2, padding 2, dilation 2 in Twice | 7 | 13 | pixels | the dilations 2, 2, 2 leave | a dilation leaves none while it is at most what the layers before it span together",
            Declare.Text(issue));
        Assert.Empty(Fixes.Of(issue));
    }

    /// <summary>Random runs: each that is told has holes, and the proposal has none and nearly the same field.</summary>
    [Fact]
    public void EveryFixClosesTheHoles()
    {
        int fixes = 0;
        Gen.Int[1, 6].Array[2, 5].Sample(
            dilations =>
            {
                Network network = Dilated(dilations).Build();
                if (Check(network) is [var issue])
                {
                    Network changed = Assert.Single(Fixes.Of(issue)).Try(network)!;
                    fixes++;
                    Assert.Equal(0, ExactField.Touched(changed, changed.Output, Axis.Vertical, 3).Holes);
                    Assert.Empty(Check(changed));
                    Assert.True(changed.Output.Field.Vertical.Size <= network.Output.Field.Vertical.Size);
                }
            },
            iter: 500,
            threads: 1);

        Assert.InRange(fixes, 50, 500);
    }

    [Theory]
    [InlineData(new[] { 2, 2, 2 }, 1, new[] { 1, 2, 3 })]
    [InlineData(new[] { 2, 2, 2 }, 2, new[] { 2, 2, 2 })] // the input leaves no gap of two
    [InlineData(new[] { 9, 9 }, 1, new[] { 1, 3 })] // as far as two layers reach without a gap
    public void TheDilationsThatChangeLeast(int[] dilations, int reach, int[] expected) =>
        Assert.Equal(expected, DilationProposal.Dilations([.. dilations.Select(static _ => 3)], dilations, reach));

    private static Declare Dilated(params int[] dilations)
    {
        Declare net = Declare.Network(1, 80, 80);
        foreach (int dilation in dilations)
        {
            net.Conv2d(1, 3, ("Dilation", dilation)).ReLU();
        }

        return net;
    }

    private static NetworkIssue[] Check(Declare net) => Check(net.Build());

    private static NetworkIssue[] Check(Network network) => [.. RuleSet.Check(network, RuleOptions.Default).Where(static issue => issue.Id == IssueId.DilationHoles)];
}
