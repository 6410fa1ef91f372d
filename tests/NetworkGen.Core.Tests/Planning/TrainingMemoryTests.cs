using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>What a training pass computes again rather than keeps, and which gradients share a tensor.</summary>
public sealed class TrainingMemoryTests
{
    /// <summary>Of conv, norm and ReLU in front of a convolution, the image keeps what the norm reads; its result passes through the thread's memory.</summary>
    [Fact]
    public void WhatANormGivesToAConvolutionIsComputedAgain()
    {
        TrainingPlan plan = Plan(Declare.Network(16, 8, 8).Conv2d(16, 3, ("Padding", 1)).BatchNorm2d().ReLU().Conv2d(16, 3, ("Padding", 1)));

        Assert.Single(Affine(plan.Forward));
        KernelCall again = Assert.Single(Affine(plan.Backward));
        Assert.Equal(OperandKind.Arena, again.Operands[0].Kind);
        Assert.Equal(OperandKind.Scratch, again.Operands[2].Kind);
        Assert.Null(again.Condition);
    }

    [Fact]
    public void WhatOthersReadOfANormIsKept()
    {
        TrainingPlan plan = Plan(Declare.Network(16, 8, 8).Conv2d(16, 3, ("Padding", 1)).BatchNorm2d().Layer("ReLU", ("Name", "a")).Conv2d(16, 3, ("Padding", 1)).Add("a"));

        Assert.Single(Affine(plan.Forward));
        Assert.Empty(Affine(plan.Backward));
    }

    /// <summary>The path that ends in a norm only reads its gradient, before anything is added to that of the other path: one tensor serves both.</summary>
    [Fact]
    public void BothPathsOfASumShareItsGradientWhereTheLastOnlyReadsIt() =>
        Assert.Equal(0, Copies(Block().BatchNorm2d().Add("a").ReLU().Conv2d(16)));

    /// <summary>A ReLU on the last path changes its gradient, so that the other one has a copy.</summary>
    [Fact]
    public void OtherwiseOneHasACopy() => Assert.Equal(1, Copies(Block().BatchNorm2d().ReLU().Add("a").Conv2d(16)));

    private static Declare Block() =>
        Declare.Network(16, 8, 8).Conv2d(16, 3, ("Padding", 1)).BatchNorm2d().Layer("ReLU", ("Name", "a")).Conv2d(16, 3, ("Padding", 1));

    private static TrainingPlan Plan(Declare net) => ExecutionPlan.For(net.Build()).Training;

    private static IEnumerable<KernelCall> Affine(IEnumerable<Phase> phases) =>
        phases.SelectMany(static phase => phase.Calls).Where(static call => call.Kernel is ChannelAffineKernel);

    private static int Copies(Declare net) =>
        Plan(net).Backward.SelectMany(static phase => phase.Calls).Count(static call => call.Kernel.Name == "MapLayout.CopyChannels");
}
