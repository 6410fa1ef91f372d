using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.Rules;

/// <summary>NG3001 to NG3005: what they find, and just outside of it.</summary>
public sealed class HeadRulesTests
{
    private static readonly (string, object) _withoutBias = ("Bias", false);

    [Fact]
    public void TwoLinearLayersAreOneThroughDropoutFlattenAndBatchNorm()
    {
        string[] between = ["", "Dropout", "Flatten", "BatchNorm2d"];
        Assert.All(between, layer => Assert.Equal(
            $"NG3001 layer {(layer == "" ? 2 : 3)}: Linear 5 | layer 1, Linear 10 | Linear | 6 | 5 | 125 | 35 | both | put an activation between them, or leave one out",
            Declare.Text(Assert.Single(LinearStack.Check(Between(layer).Build())))));
        Assert.Empty(LinearStack.Check(Between("ReLU").Build()));
        Assert.Empty(LinearStack.Check(Between("LayerNorm").Build()));

        static Declare Between(string layer)
        {
            Declare net = Declare.Network(6, 1, 1).Flatten().Linear(10);
            return (layer == "" ? net : net.Layer(layer)).Linear(5);
        }
    }

    [Fact]
    public void OfThreeLinearLayersTwoAreTooMany() => Assert.Equal(
        ["NG3001 layer 3: Linear 7 | layer 1, Linear 9, and 1 more | Linear | 6 | 7 | 206 | 49 | all 3 | put activations between them, or leave 2 out"],
        LinearStack.Check(Declare.Network(6, 1, 1).Flatten().Linear(9).Linear(8).Linear(7).Build()).Select(Declare.Text));

    /// <summary>100 · 30 + 30 · 30 + 30 · 100 weights, and 10,000 of the one: but without the middle layer it would be that factorisation.</summary>
    [Fact]
    public void WhereAChainIsAFactorisationItsFirstPairIsOneTooMany() => Assert.Equal(
        ["NG3001 layer 2: Linear 30 | layer 1, Linear 30 | Linear | 100 | 30 | 3,900 | 3,000 | both | put an activation between them, or leave one out"],
        LinearStack.Check(Declare.Network(100, 1, 1).Flatten().Linear(30, _withoutBias).Linear(30, _withoutBias).Linear(100, _withoutBias).Build()).Select(Declare.Text));

    [Fact]
    public void ARepeatedLayerIsAChain() => Assert.Equal(
        ["NG3001 layer 0/0: Conv2d 1×1, 8 in B | layer 0.0.0, Conv2d 1×1, 8, and 2 more | 1×1 convolution | 8 | 8 | 288 | 72 | all 4 | put activations between them, or leave 3 out"],
        LinearStack.Check(Declare.Network(8, 4, 4).Block("B", static block => block.Conv2d(8, 1)).Stage("B", ("Repeat", 4)).Build()).Select(Declare.Text));

    [Fact]
    public void OneByOneConvolutionsAreLinearLayersAtEveryPosition()
    {
        Assert.Equal(
            "NG3001 layer 1: Conv2d 1×1, 5 | layer 0, Conv2d 1×1, 10 | 1×1 convolution | 6 | 5 | 125 | 35 | both | put an activation between them, or leave one out",
            Declare.Text(Assert.Single(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1).Conv2d(5, 1).Build()))));
        Assert.Single(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1).Layer("Dropout").Conv2d(5, 1, ("Padding", Declare.Same)).Build()));
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1).BatchNorm2d().Conv2d(5, 1).Build()));
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1).Conv2d(5, 1, ("Padding", 1)).Build()));
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1).Conv2d(5, 1, ("Stride", 2)).Build()));
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10, 1, ("Groups", 2)).Conv2d(5, 1).Build()));
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(10).Conv2d(5, 2).Build()));
    }

    [Theory]
    [InlineData(49, 0)] // 49 · 100 + 49 · 100 weights, and 10,000 of the one
    [InlineData(50, 1)]
    public void ANarrowMiddleIsAFactorisation(int middle, int issues) =>
        Assert.Equal(issues, LinearStack.Check(Declare.Network(100, 1, 1).Flatten().Linear(middle, _withoutBias).Linear(100, _withoutBias).Build()).Count());

    [Fact]
    public void WhatElseReadsTheFirstLayerNeedsIt() =>
        Assert.Empty(LinearStack.Check(Declare.Network(6, 4, 4).Conv2d(6, 1, ("Name", "a")).Conv2d(6, 1).Add("a").Build()));

    [Fact]
    public void ABiasBeforeBatchNormDoesNothing()
    {
        NetworkIssue issue = Assert.Single(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Conv2d(512).BatchNorm2d().Build()));

        Assert.Equal("NG3002 layer 0 Bias: Conv2d 3×3, 512 | layer 1, BatchNorm2d | 512", Declare.Text(issue));
        Assert.False(issue.IsError);
    }

    [Fact]
    public void EveryLayerWithWeightsHasOne()
    {
        Assert.Single(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).DepthwiseConv2d().BatchNorm2d().Build()));
        Assert.Single(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).ConvTranspose2d(4, 2).BatchNorm2d().Build()));
        Assert.Single(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Flatten().Linear(4).BatchNorm2d().Build()));
        Assert.Empty(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Conv2d(4, 3, _withoutBias).BatchNorm2d().Build()));
        Assert.Empty(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Conv2d(4).ReLU().BatchNorm2d().Build()));
        Assert.Empty(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Conv2d(4).Layer("GroupNorm", ("Groups", 2)).Build()));
        Assert.Empty(BiasBeforeNorm.Check(Declare.Network(3, 5, 5).Conv2d(3, 1, ("Name", "a")).BatchNorm2d().Add("a").Build()));
    }

    [Fact]
    public void WithoutTheBiasThereAreAsManyParametersFewer()
    {
        Network network = Declare.Network(3, 5, 5)
            .Block("B", static block => block.Conv2d(8, 3, ("Padding", 1)).BatchNorm2d().ReLU())
            .Stage("B", ("Repeat", 3)).Conv2d(4).Build();
        FixText text = FixText.Parse(Assert.Single(Assert.Single(BiasBeforeNorm.Check(network)).Properties).Value);
        EditText edit = Assert.Single(text.Edits);
        Assert.Equal("Write Bias = false (24 parameters fewer)", text.Title);
        Assert.True(text.IsInBlock);
        Assert.Equal((EditKind.Set, 0), (edit.Kind, edit.Layer));
        Assert.Equal(["Bias", "false"], edit.Parts);

        Network without = Declare.Network(3, 5, 5)
            .Block("B", static block => block.Conv2d(8, 3, ("Padding", 1), _withoutBias).BatchNorm2d().ReLU())
            .Stage("B", ("Repeat", 3)).Conv2d(4).Build();
        Assert.Equal(network.ParameterCount - 24, without.ParameterCount);
        Assert.Empty(BiasBeforeNorm.Check(without));
    }

    [Fact]
    public void ABlocksBiasIsNeededWhereOneUseNeedsIt() => Assert.Empty(BiasBeforeNorm.Check(Declare.Network(3, 5, 5)
        .Block("B", static block => block.Conv2d(8, 3, ("Padding", 1))).Use("B").BatchNorm2d().ReLU().Use("B").Build()));

    [Fact]
    public void TheLastLayerOnTheLogitsIsNamed() => Assert.Equal(
        ["NG3003 layer 3: Dropout 0.5 | layer 1, Linear 10 | while training, scores are set to 0 by chance, that of the right class too"],
        Logits.Check(Declare.Network(1, 5, 5).Flatten().Linear(10).ReLU().Layer("Dropout").Layer("Softmax").Build()).Select(Declare.Text));

    [Fact]
    public void PoolsToOneValueAreChangesOfForm()
    {
        Assert.Equal(3, Index(Declare.Network(1, 9, 9).Conv2d(8).ReLU().Conv2d(10, 1).ReLU().AdaptiveAvgPool2d(1).Flatten()));
        Assert.Equal(1, Index(Declare.Network(1, 9, 9).Conv2d(10).ReLU().AvgPool2d(7).Flatten()));
        Assert.Null(Index(Declare.Network(1, 9, 9).Conv2d(10).ReLU().MaxPool2d().Flatten()));
    }

    [Fact]
    public void ResultsThatAreNoScoresMayBeAnything()
    {
        Assert.Null(Index(Declare.Network(1, 9, 9).Conv2d(10).ReLU()));
        Assert.Null(Index(Declare.Network(1, 9, 9).Flatten().ReLU()));
        Assert.Null(Index(Declare.Network(1, 9, 9).Flatten().Linear(10).Layer("Tanh")));
        Assert.Null(Index(Declare.Network(1, 9, 9).Flatten().Linear(10).Layer("Dropout", ("P", 0f))));
        Assert.Null(Index(Declare.Network(4, 9, 9).Conv2d(4, 1).Add("input").ReLU().AdaptiveAvgPool2d(1).Flatten()));
    }

    [Theory]
    [InlineData("Sigmoid", 2, "73.1")]
    [InlineData("Hardsigmoid", 10, "23.2")]
    [InlineData("Tanh", 1000, "0.7")]
    public void BoundedScoresGiveNoClassMoreThanThis(string layer, int classes, string percent) => Assert.Contains(
        $"can give none of {classes:#,0} classes more than {percent} %",
        Assert.Single(Logits.Check(Declare.Network(1, 5, 5).Flatten().Linear(classes).Layer(layer).Layer("LogSoftmax").Build())).Messages[2]);

    [Fact]
    public void ALinearLayerOnAMapHoldsMostParameters()
    {
        Network network = Declare.Network(3, 9, 9).Conv2d(512).ReLU().Flatten().Layer("Dropout").Linear(10, _withoutBias).Build();
        Network pooled = Declare.Network(3, 9, 9).Conv2d(512).ReLU().AdaptiveAvgPool2d(1).Flatten().Linear(10, _withoutBias).Build();

        Assert.Equal(
            ["NG3005 layer 4: Linear 10 | 250,880 | 265,216 | 94.6 | 512×7×7 | 5,120"],
            LinearOnLargeMap.Check(network).Select(Declare.Text));
        Assert.Equal(250_880 - 5_120, network.ParameterCount - pooled.ParameterCount);
        Assert.Empty(LinearOnLargeMap.Check(pooled));
    }

    [Fact]
    public void LinearLayersWithoutConvolutionsHaveNoOtherWay() =>
        Assert.Empty(LinearOnLargeMap.Check(Declare.Network(1, 28, 28).Rescale(1f / 255).Flatten().Linear(128).ReLU().Linear(10).Build()));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(7, 0)] // 63 of 126
    public void HalfOfTheParametersIsNotMost(int outputs, int issues) =>
        Assert.Equal(issues, LinearOnLargeMap.Check(Declare.Network(7, 5, 5).Conv2d(1, 3, _withoutBias).Flatten().Linear(outputs, _withoutBias).Build()).Count());

    [Fact]
    public void BytesWantARescaleBeforeTheFirstWeights()
    {
        Assert.True(InputScale.IsMissing(Declare.Network(1, 5, 5).Conv2d(4).Build()));
        Assert.True(InputScale.IsMissing(Declare.Network(1, 5, 5).MaxPool2d().Flatten().Linear(4).Build()));
        Assert.True(InputScale.IsMissing(Declare.Network(4, 5, 5).Rescale(0.1f).Conv2d(4, 1).Concat("input").Conv2d(4).Build()));
        Assert.False(InputScale.IsMissing(Declare.Network(1, 5, 5).Rescale(1f / 255).Conv2d(4).Build()));
        Assert.False(InputScale.IsMissing(Declare.Network(1, 5, 5).MaxPool2d().BatchNorm2d().Conv2d(4, 1).Build()));
        Assert.False(InputScale.IsMissing(Declare.Network(1, 5, 5).MaxPool2d().Build()));
    }

    private static int? Index(Declare net) => Logits.Check(net.Build()).Select(static issue => (int?)issue.LayerIndex).SingleOrDefault();
}
