using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which paths inference sums as one convolution.</summary>
public sealed class PathSumTests
{
    [Fact]
    public void ABottleneckAndItsProjection()
    {
        Groundwork ground = Of(Block().Conv2d(64, 1).Layer("BatchNorm2d", ("Name", "main")).From("x").Conv2d(64, 1).BatchNorm2d().Add("main").ReLU());
        FusedLayer sum = ground.InferenceLayers[ground.InferenceLayers.Count - 1];

        Assert.Equal(["Conv2d", "BatchNorm2d", "Add", "ReLU"], sum.Nodes.Select(static node => node.Layer.Kind));
        Assert.Equal(["Conv2d", "BatchNorm2d"], sum.Beside!.Nodes.Select(static node => node.Layer.Kind));
        Assert.DoesNotContain(sum.Beside, ground.InferenceLayers);
        Assert.Null(sum.Residual);
        Assert.Equal(48, ground.Convolution(sum.Node)!.Geometry.InChannels);
    }

    /// <summary>Both inputs are written where the one convolution reads them: the main path's first, as it was declared.</summary>
    [Fact]
    public void WhatTheyReadStandsSideBySide()
    {
        Groundwork ground = Of(Block().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main"));
        FusedLayer sum = ground.InferenceLayers[ground.InferenceLayers.Count - 1];
        int joint = ground.InferenceStorage.Joint(sum);

        Assert.Equal(new Place(joint, 0), ground.InferenceStorage.Place(sum.Beside!.Node.Inputs[0]));
        Assert.Equal(new Place(joint, 1), ground.InferenceStorage.Place(sum.Node.Inputs[0]));
    }

    [Fact]
    public void OneOfStrideTwoIsCopiedThere()
    {
        InferencePlan plan = Plan(Block(stride: 2).Conv2d(128, 1, ("Name", "main")).From("x").Conv2d(128, 1, ("Stride", 2)).Add("main"));

        Assert.Single(plan.Calls, static call => call.Kernel is RuntimeKernel { Method: "MapLayout.CopyStrided" });
        Assert.Equal(2, plan.Packing.Count(static call => call.Kernel is RuntimeKernel { Method: "PathLayout.Pack" }));
    }

    [Fact]
    public void APathThatIsReadElsewhereIsNot() =>
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main").Add("main")));

    [Fact]
    public void APathThatEndsOtherwiseIsNot()
    {
        Assert.Empty(Sums(Block().Conv2d(64, 3, ("Padding", 1), ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));
        Assert.Empty(Sums(Block().Conv2d(64, 1).Layer("ReLU", ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Groups", 2), ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).ReLU().Add("main")));
    }

    [Fact]
    public void PathsThatReadTheSameOrTheImageAreNot()
    {
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Name", "main")).From("y").Conv2d(64, 1).Add("main")));
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Name", "main")).From("input").Conv2d(64, 1).Add("main")));
    }

    [Fact]
    public void ChannelsThatBothEndWithinABlockAreNot() =>
        Assert.Empty(Sums(Declare.Network(16, 8, 8).Conv2d(24, 1).Layer("ReLU", ("Name", "x")).Conv2d(40, 1).ReLU().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));

    /// <summary>Of few channels a strided one reads in place.</summary>
    [Fact]
    public void OneOfStrideTwoThatWouldNotBeCopiedIsNot() =>
        Assert.Empty(Sums(Block(stride: 2).Conv2d(112, 1, ("Name", "main")).From("x").Conv2d(112, 1, ("Stride", 2)).Add("main")));

    [Fact]
    public void AMapThatOthersWantZerosAroundIsNot() =>
        Assert.Empty(Sums(Block().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main").ReLU().Conv2d(5, 1, ("Name", "y2")).From("x").Conv2d(5, 3, ("Padding", 1)).Add("y2")));

    [Fact]
    public void WhatIsPassedOnByStripsIsNot()
    {
        Assert.Empty(Sums(Declare.Network(16, 8, 8).Conv2d(32, 1).Layer("ReLU", ("Name", "x")).Conv2d(32, 1).DepthwiseConv2d(3, ("Padding", 1)).Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));
        Assert.Empty(Sums(Declare.Network(16, 8, 8).Conv2d(32, 1, ("Name", "x")).MaxPool2d(1).BatchNorm2d().ReLU().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main")));
    }

    [Fact]
    public void TrainingKeepsThemApart() => Assert.All(
        Of(Block().Conv2d(64, 1, ("Name", "main")).From("x").Conv2d(64, 1).Add("main")).TrainingLayers, static layer => Assert.Null(layer.Beside));

    /// <summary>32 channels, then 16.</summary>
    private static Declare Block(int stride = 1) =>
        Declare.Network(16, 8, 8).Conv2d(32, 3, ("Padding", 1)).Layer("ReLU", ("Name", "x"))
        .Conv2d(16, 1).ReLU().Conv2d(16, 3, ("Padding", 1), ("Stride", stride)).Layer("ReLU", ("Name", "y"));

    private static Groundwork Of(Declare network) => new(network.Build());

    private static InferencePlan Plan(Declare network) => ExecutionPlan.For(network.Build()).Inference;

    private static FusedLayer[] Sums(Declare network) => [.. Of(network).InferenceLayers.Where(static layer => layer.Beside is not null)];
}
