using System;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class UnreadInputTests
{
    [Fact]
    public void ThePyramidNeverReadsTheLast10RowsAndColumns()
    {
        NetworkIssue issue = Assert.Single(Check(Networks.Pyramid()));

        Assert.Equal(
            "NG2003 layer 11: MaxPool2d 2×2 | the last 10 of 400 rows and columns | drops the last of 185, layer 23, MaxPool2d 2×2, the last of 31 | sizes that lose nothing: 390, 406",
            Declare.Text(issue));
        Assert.Equal(["Feed images of 406×406 pixels", "Feed images of 390×390 pixels"], Fixes.Of(issue).Select(static fix => fix.Title));
        Assert.All([390, 406, 422], static size => Assert.Empty(Check(Networks.Pyramid(size))));
    }

    [Fact]
    public void StridesOn112LoseFiveRows()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(1, 112, 112)
            .Conv2d(1).Conv2d(1, 3, ("Stride", 2)).Conv2d(1).MaxPool2d().Conv2d(1, 3, ("Stride", 2)).Conv2d(1)));

        Assert.Equal(
            "NG2003 layer 1: Conv2d 3×3, 1, stride 2 | the last 5 of 112 rows and columns | drops the last of 110, layer 4, Conv2d 3×3, 1, stride 2, the last of 26 | sizes that lose nothing: 107, 115",
            Declare.Text(issue));
    }

    /// <summary>The first is what <c>dotnet format</c> takes.</summary>
    [Fact]
    public void TheNearestSizeIsOfferedFirst()
    {
        NetworkIssue far = Assert.Single(Check(Declare.Network(1, 28, 28).Conv2d(1).Conv2d(1, 9, ("Stride", 9))));
        NetworkIssue alike = Assert.Single(Check(Declare.Network(1, 21, 21).MaxPool2d()));

        Assert.Equal("sizes that lose nothing: 20, 29", far.Messages[3]);
        Assert.Equal(["Feed images of 29×29 pixels", "Feed images of 20×20 pixels"], Fixes.Of(far).Select(static fix => fix.Title));
        Assert.Equal(["Feed images of 20×20 pixels", "Feed images of 22×22 pixels"], Fixes.Of(alike).Select(static fix => fix.Title));
    }

    [Fact]
    public void EachAxisIsSaidByItself()
    {
        NetworkIssue columns = Assert.Single(Check(Declare.Network(1, 20, 21).MaxPool2d()));
        NetworkIssue both = Assert.Single(Check(Declare.Network(1, 20, 23).MaxPool2d(3)));

        Assert.Equal(["the last of 21 columns", "drops the last of 21", "sizes that lose nothing: 20, 22×20"], columns.Messages.Skip(1));
        Assert.Equal(["the last 2 of 20 rows and the last 2 of 23 columns", "drops the last 2 of 20", "sizes that lose nothing: 21×18, 24×21"], both.Messages.Skip(1));
    }

    [Fact]
    public void PaddingThatIsCutFromATransposedConvolutionCutsTheImage()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(1, 12, 12).Conv2d(1, 3, ("Padding", 1)).ConvTranspose2d(1, 2, ("Stride", 2), ("Padding", 6))));

        Assert.Equal(
            "NG2003 layer 1: ConvTranspose2d 2×2, 1, stride 2, padding 6 | the first 2 and the last 2 of 12 rows and columns | "
            + "drops the first 3 and the last 3 of 12 | a smaller Padding cuts off less",
            Declare.Text(issue));
        Assert.Empty(Fixes.Of(issue));
    }

    [Fact]
    public void ALayerThatAnotherPathMakesUpForDropsNothing() => // the 1×1 of a strided shortcut on an even map
        Assert.Empty(Check(Declare.Network(4, 32, 32)
            .Block("Basic", static block => block.Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Layer("Shortcut")).Use("Basic", ("Stride", 2))));

    [Fact]
    public void WhatAStrideSkipsEverywhereIsNotLostAtTheEnd() =>
        Assert.Empty(Check(Declare.Network(1, 28, 28).Conv2d(4, 1, ("Stride", 2)).Conv2d(4)));

    [Fact]
    public void AHeadReadsAllOfItsMap() =>
        Assert.Empty(Check(Declare.Network(1, 28, 28).Conv2d(4).MaxPool2d().Flatten().Linear(10)));

    [Fact]
    public void ASizeThatTheHeadRefusesIsNotProposed()
    {
        NetworkIssue issue = Assert.Single(Check(Declare.Network(1, 21, 21).Conv2d(4).MaxPool2d().Flatten().Linear(10, ("InFeatures", 324))));

        Assert.Equal("sizes that lose nothing: 20", issue.Messages[3]);
    }

    /// <summary>Random stacks: what is said is the engine's number, and every fix silences it.</summary>
    [Fact]
    public void EveryFixSilencesIt()
    {
        int fixes = 0;
        Gen.Select(_layer.Array[1, 6], Gen.Int[15, 90], Gen.Int[15, 90]).Sample(
            (layers, height, width) =>
            {
                Declare net = Declare.Network(1, height, width);
                Array.ForEach(layers, layer => layer(net));
                if (NetworkBuilder.Build(net.Declaration()).Network is { } network && Check(network) is [var issue])
                {
                    Assert.True(ExactField.ReadByAll(network, Axis.Vertical).Count < height || ExactField.ReadByAll(network, Axis.Horizontal).Count < width);
                    Assert.All(Fixes.Of(issue), fix => Assert.Empty(Check(fix.Try(network)!)));
                    fixes += Fixes.Of(issue).Length;
                }
            },
            iter: 1_000,
            threads: 1);

        Assert.InRange(fixes, 300, 2_000);
    }

    private static readonly Gen<Action<Declare>> _layer = Gen.OneOf(
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 1]).Select(static (kernel, stride, padding) =>
            (Action<Declare>)(net => net.Conv2d(2, kernel, ("Stride", stride), ("Padding", padding)))),
        Gen.Int[2, 3].Select(static kernel => (Action<Declare>)(net => net.MaxPool2d(kernel, ("Stride", kernel)))));

    private static NetworkIssue[] Check(Declare net) => Check(net.Build());

    private static NetworkIssue[] Check(Network network) => [.. RuleSet.Check(network, RuleOptions.Default).Where(static issue => issue.Id == IssueId.UnreadInput)];
}
