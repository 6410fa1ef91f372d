using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which convolutions inference computes with the pool behind them, for some blocks of channels after the others.</summary>
public sealed class ChannelStripsTests
{
    private const int WinogradOff = 2;

    /// <summary>Four blocks of 16 channels each time.</summary>
    [Theory]
    [InlineData(512, 7, 8)]
    [InlineData(1280, 7, 20)]
    [InlineData(2048, 7, 32)]
    [InlineData(512, 8, 8)]
    public void AConvolutionAndTheGlobalPoolBehindIt(int channels, int size, int count)
    {
        ChannelStrips strips = Assert.Single(Of(Declare.Network(64, size, size).Conv2d(channels, 1).BatchNorm2d().Layer("ReLU6").AdaptiveAvgPool2d(1)));

        Assert.Equal((4, count), (strips.Blocks, strips.Count));
    }

    [Fact]
    public void APoolOfWindowsToo() => Assert.Single(Of(Declare.Network(64, 8, 8).Conv2d(512, 3, ("Padding", 1)).ReLU().MaxPool2d(3, ("Stride", 2)).Winograd(WinogradOff)));

    [Fact]
    public void AResidualIsAddedByBlocks() =>
        Assert.Single(Of(Declare.Network(512, 7, 7).Conv2d(64, 1).ReLU().Conv2d(512, 1).Add("input").ReLU().AdaptiveAvgPool2d(1)));

    /// <summary>Of one tensor, a strip can't read all channels and add some.</summary>
    [Fact]
    public void NotWhereWhatIsReadIsAdded() => Assert.Empty(Of(Declare.Network(512, 7, 7).Conv2d(512, 1).Add("input").ReLU().AdaptiveAvgPool2d(1)));

    [Fact]
    public void WhatAnotherLayerReadsIsWhole() => Assert.Empty(Of(
        Declare.Network(64, 7, 7).Conv2d(512, 1, ("Name", "map")).AdaptiveAvgPool2d(1).Upsample(7).Add("map")));

    /// <summary>Nine rows of nine in four blocks are more than half of a small one.</summary>
    [Fact]
    public void OfAMapThatFitsTheFirstLevelCache() => Assert.Empty(Of(Declare.Network(64, 9, 9).Conv2d(512, 1).ReLU().AdaptiveAvgPool2d(1)));

    /// <summary>What is as large as the map takes memory beside it.</summary>
    [Fact]
    public void NotAPoolThatKeepsTheMap() => Assert.Empty(Of(Declare.Network(64, 7, 7).Conv2d(512, 1).ReLU().MaxPool2d(3, ("Stride", 1), ("Padding", 1))));

    /// <summary>Seven strips would leave cores without any; of 129 blocks one would be left over.</summary>
    [Theory]
    [InlineData(448)]
    [InlineData(2064)]
    public void OfEnoughChannelsThatFourBlocksDivide(int channels) =>
        Assert.Empty(Of(Declare.Network(64, 7, 7).Conv2d(channels, 1).ReLU().AdaptiveAvgPool2d(1)));

    /// <summary>Groups, Winograd's transforms, a copy of what is read and sums of two paths are made for all channels.</summary>
    [Fact]
    public void NotWhatIsComputedForAllChannels()
    {
        Assert.Empty(Of(Declare.Network(64, 7, 7).Conv2d(512, 1, ("Groups", 2)).AdaptiveAvgPool2d(1)));
        Assert.Empty(Of(Declare.Network(512, 7, 7).Conv2d(512, 3, ("Padding", 1)).AdaptiveAvgPool2d(1)));
        Assert.Empty(Of(Declare.Network(64, 14, 14).Conv2d(512, 1, ("Stride", 2)).AdaptiveAvgPool2d(1)));
        Assert.Empty(Of(Declare.Network(512, 7, 7).DepthwiseConv2d(3, ("Padding", 1)).AdaptiveAvgPool2d(1)));
        Assert.Empty(Of(
            Declare.Network(64, 7, 7).Conv2d(256, 1, ("Name", "x")).Conv2d(512, 1, ("Name", "side")).From("x").Conv2d(64, 1).ReLU().Conv2d(512, 1).Add("side").ReLU()
                .AdaptiveAvgPool2d(1)));
    }

    /// <summary>The map between them takes a strip's memory.</summary>
    [Fact]
    public void TheWholeMapTakesNoMemory()
    {
        long length = ExecutionPlan.For(Declare.Network(64, 7, 7).Conv2d(2048, 1).ReLU().AdaptiveAvgPool2d(1).Build()).Inference.ArenaLength;

        Assert.Equal((64 * 49) + (4 * 16 * 49) + 2048, length);
    }

    /// <summary>Cores wait before the strips, as others write what they read, and behind them.</summary>
    [Fact]
    public void NoCoreWaitsBetweenTheTwo() => Assert.Equal(
        ExecutionPlan.For(Declare.Network(64, 7, 7).Conv2d(512, 1).ReLU().Build()).Inference.Waits,
        ExecutionPlan.For(Declare.Network(64, 7, 7).Conv2d(512, 1).ReLU().AdaptiveAvgPool2d(1).Build()).Inference.Waits);

    /// <summary>The last blocks of what is added are written after cores have waited for what is read.</summary>
    [Fact]
    public void CoresWaitForTheLastBlocksOfAResidual()
    {
        KernelCall first = ExecutionPlan.For(
            Declare.Network(16, 7, 7).Conv2d(64, 1).Layer("ReLU", ("Name", "x")).Conv2d(256, 1).Layer("ReLU", ("Name", "a")).Conv2d(256, 1).ReLU().Layer("Concat", ("Tensors", new[] { "a" }), ("Name", "r"))
                .From("x").Conv2d(512, 1).Add("r").ReLU().AdaptiveAvgPool2d(1).Build())
            .Inference.Calls.First(static call => call.Strips is not null);

        Assert.True(first.Waits);
    }

    private static IReadOnlyList<ChannelStrips> Of(Declare declaration)
    {
        var ground = new Groundwork(declaration.Build());
        return [.. ground.InferenceLayers.Select(ground.Strips).OfType<ChannelStrips>()];
    }
}
