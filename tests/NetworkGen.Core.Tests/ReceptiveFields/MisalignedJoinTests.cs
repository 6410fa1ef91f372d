using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class MisalignedJoinTests
{
    [Fact]
    public void HalfAPixel()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(4, 32, 32).AvgPool2d(2, ("Name", "pool")).From("input").Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Add("pool")));

        Assert.Equal(
            "NG2006 layer 3: Add pool | row | layer 2, Conv2d 3×3, 4, stride 2, padding 1 | on pixel 0 and the next 2 further | layer pool, AvgPool2d 2×2 | on pixel 0.5 and the next 2 further | "
            + "windows without padding shift the centre, and an odd kernel with Padding = (kernel − 1) / 2 keeps it",
            Declare.Text(issue));
    }

    [Fact]
    public void OtherJumps()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(4, 32, 32).MaxPool2d(2, ("Name", "pool")).From("input").Conv2d(4, 17).Concat("pool")));

        Assert.Equal("on pixel 0.5 and the next 2 further", issue.Messages[3]);
        Assert.Equal("on pixel 8 and the next 1 further", issue.Messages[5]);
        Assert.Equal("the strides of both paths must multiply to the same", issue.Messages[6]);
    }

    [Fact]
    public void WhatComesBehindIsNotToldAgain()
    {
        Declare net = Declare.Network(4, 32, 32).AvgPool2d(2, ("Name", "pool")).From("input").Conv2d(4, 3, ("Stride", 2), ("Padding", 1), ("Name", "conv")).Add("pool").Conv2d(4, 1).Add("conv");

        Assert.Equal(3, Assert.Single(Check(net)).LayerIndex);
    }

    [Fact]
    public void OfAStageItIsSaidOnce()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(4, 32, 32)
            .Block("Even", static block => block.Conv2d(4, 2, ("Padding", Declare.Same)).Add("input")).Stage("Even", ("Repeat", 3))));

        Assert.Equal(("Add input in Even", 0, 1), (issue.Messages[0], issue.LayerIndex, issue.Within[0].LayerIndex));
    }

    [Fact]
    public void ResidualBlocksOfOddKernelsAreAligned() => Assert.Empty(Check(Declare.Network(4, 32, 32)
        .Block("Basic", static block => block.Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Conv2d(4, 5, ("Padding", 2)).Layer("Shortcut"))
        .Stage("Basic", ("Repeat", 2), ("Stride", 2))));

    private static NetworkIssue[] Check(Declare net) => [.. RuleSet.Check(net.Build(), RuleOptions.Default).Where(static issue => issue.Id == IssueId.MisalignedJoin)];
}
