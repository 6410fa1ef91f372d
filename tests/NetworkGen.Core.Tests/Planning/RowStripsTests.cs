using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which pairs of layers inference computes for some rows after the others.</summary>
public sealed class RowStripsTests
{
    /// <summary>A strip takes at most 256 KB, the map at least 512; a depthwise convolution computes two rows at once.</summary>
    [Theory]
    [InlineData(144, 56, 4, 14)]
    [InlineData(192, 28, 2, 14)]
    [InlineData(96, 112, 4, 28)]
    [InlineData(32, 112, 8, 14)]
    public void ADepthwiseConvolutionAndThePointwiseBehindIt(int channels, int size, int rows, int count) =>
        Assert.Equal((rows, count), Only(Declare.Network(channels, size, size).DepthwiseConv2d(3, ("Padding", 1)).BatchNorm2d().ReLU().Conv2d(24, 1)));

    [Theory]
    [InlineData(64, 56, 4, 14)]
    [InlineData(256, 56, 4, 14)]
    [InlineData(512, 28, 2, 14)]
    public void ABatchNormAndThePointwiseBehindIt(int channels, int size, int rows, int count) =>
        Assert.Equal((rows, count), Only(Declare.Network(channels, size, size).BatchNorm2d().ReLU().Conv2d(128, 1)));

    [Fact]
    public void OneOfStrideTwoReadsTwiceAsManyRows()
    {
        RowStrips strips = Assert.Single(Of(Declare.Network(96, 112, 112).DepthwiseConv2d(3, ("Padding", 1), ("Stride", 2)).Layer("ReLU6").Conv2d(24, 1)));

        Assert.Equal((4, 14, 2), (strips.Rows, strips.Count, strips.Stride));
    }

    [Fact]
    public void WhatStaysInTheCacheIsComputedAsAWhole() => Assert.Empty(Of(Declare.Network(128, 28, 28).BatchNorm2d().ReLU().Conv2d(128, 1)));

    [Fact]
    public void RowsThatNothingDividesToo()
    {
        Assert.Empty(Of(Declare.Network(256, 53, 50).BatchNorm2d().ReLU().Conv2d(128, 1)));
        Assert.Empty(Of(Declare.Network(256, 53, 56).DepthwiseConv2d(3, ("Padding", 1)).Conv2d(128, 1)));
        Assert.Equal((1, 53), Only(Declare.Network(256, 53, 56).BatchNorm2d().ReLU().Conv2d(128, 1)));
    }

    [Fact]
    public void WhatAnotherLayerReadsIsWhole() =>
        Assert.Empty(Of(Declare.Network(64, 56, 56).DepthwiseConv2d(3, ("Padding", 1), ("Name", "skip")).Conv2d(64, 1).Add("skip")));

    [Fact]
    public void ALayerThatReadsMoreThanAPositionWantsTheMap()
    {
        Assert.Empty(Of(Declare.Network(64, 56, 56).BatchNorm2d().ReLU().Conv2d(64, 3, ("Padding", 1))));
        Assert.Empty(Of(Declare.Network(64, 56, 56).BatchNorm2d().ReLU().Conv2d(64, 1, ("Stride", 2))));
        Assert.Empty(Of(Declare.Network(64, 56, 56).BatchNorm2d().ReLU().Conv2d(64, 1, ("Padding", 1))));
    }

    /// <summary>Of a strided path of a sum (<see cref="PathSum"/>), too, the whole map is read.</summary>
    [Fact]
    public void AStridedPathOfASumWantsTheMap() => Assert.Empty(Of(
        Declare.Network(64, 112, 112).Conv2d(64, 1, ("Name", "x")).Conv2d(128, 1, ("Stride", 2), ("Name", "main"))
            .From("x").DepthwiseConv2d(3, ("Padding", 1)).Conv2d(128, 1, ("Stride", 2)).Add("main")));

    [Fact]
    public void AResidualIsAddedByRows() =>
        Assert.Equal((4, 14), Only(Declare.Network(144, 56, 56).DepthwiseConv2d(3, ("Padding", 1)).Layer("ReLU6").Conv2d(144, 1).Add("input")));

    /// <summary>Of one tensor, a strip can't read the rows that it strides over and those that it adds.</summary>
    [Fact]
    public void OneOfStrideTwoCannotAddItsInputByRows()
    {
        Assert.Empty(Of(Declare.Network(64, 56, 56).DepthwiseConv2d(2, ("Stride", 2), ("Padding", 28)).Conv2d(64, 1).Add("input")));
        Assert.Empty(Of(Declare.Network(64, 56, 56).DepthwiseConv2d(2, ("Stride", 2), ("Padding", 28)).Add("input").Conv2d(64, 1)));
    }

    /// <summary>The map between them takes a strip's memory.</summary>
    [Fact]
    public void TheWholeMapTakesNoMemory()
    {
        long length = ExecutionPlan.For(Declare.Network(32, 112, 112).DepthwiseConv2d(3, ("Padding", 1)).Conv2d(16, 1).Build()).Inference.ArenaLength;

        Assert.Equal((32 * 114 * 114) + (32 * 8 * 112) + (16 * 112 * 112), length);
    }

    private static (int Rows, int Count) Only(Declare declaration)
    {
        RowStrips strips = Assert.Single(Of(declaration));
        return (strips.Rows, strips.Count);
    }

    private static IReadOnlyList<RowStrips> Of(Declare declaration)
    {
        var ground = new Groundwork(declaration.Build());
        return [.. ground.InferenceLayers.Select(ground.Strips).OfType<RowStrips>()];
    }
}
