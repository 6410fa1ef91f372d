using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which max pools are computed before the stores of the convolution in front of them, and how that is computed.</summary>
public sealed class PoolFusionTests
{
    [Fact]
    public void APoolOfTwoByTwoVanishesIntoTheConvolutionBeforeIt()
    {
        ConvolutionKernel kernel = Assert.IsType<ConvolutionKernel>(Only(Declare.Network(3, 16, 16).Conv2d(16).BatchNorm2d().ReLU().MaxPool2d(2)).Kernel);

        Assert.True(kernel.IsPooled);
        Assert.Equal("ConvolutionPlanesMaxPool", kernel.Name.Split('_')[0]);
        Assert.All(kernel.Tiles, static tile => Assert.Equal((0, 0), (tile.Rows % 2, tile.Columns % 2)));
    }

    [Theory]
    [InlineData("ReLU")]
    [InlineData("ReLU6")]
    [InlineData("LeakyReLU")]
    [InlineData("Hardsigmoid")]
    public void AMonotoneActivationMayStandBehindThePool(string activation) =>
        Assert.True(Assert.IsType<ConvolutionKernel>(Only(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2).Layer(activation)).Kernel).IsPooled);

    [Fact]
    public void OneThatFallsAndRisesMayNot()
    {
        Assert.Single(Calls(Declare.Network(3, 16, 16).Conv2d(16).Layer("Hardswish").MaxPool2d(2)));
        Assert.Equal(2, Calls(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2).Layer("Hardswish")).Length);
        Assert.Equal(2, Calls(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2).Layer("LeakyReLU", ("Slope", -0.5f))).Length);
    }

    [Fact]
    public void OnlyTheLargestOfTwoByTwoIsTakenBeforeTheStore()
    {
        Assert.True(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(3, ("Stride", 2))));
        Assert.True(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2, ("Stride", 1))));
        Assert.True(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2, ("Padding", 1))));
        Assert.True(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).AvgPool2d(2)));
        Assert.True(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).Layer("GELU").MaxPool2d(2)));
        Assert.True(IsPooledApart(Declare.Network(3, 17, 17).Conv2d(16).MaxPool2d(2, ("CeilMode", true))));
        Assert.False(IsPooledApart(Declare.Network(3, 16, 16).Conv2d(16).MaxPool2d(2, ("CeilMode", true))));
    }

    [Fact]
    public void WhatAnotherLayerReadsIsStoredWhole()
    {
        Assert.True(IsPooledApart(Declare.Network(16, 16, 16).Conv2d(16, 3, ("Padding", 1), ("Name", "skip")).MaxPool2d(2).Layer("Upsample", ("Scale", 2)).Layer("Add", ("Tensor", "skip"))));
        Assert.False(IsPooledApart(Declare.Network(16, 16, 16).Conv2d(16, 3, ("Padding", 1)).MaxPool2d(2).Layer("Upsample", ("Scale", 2)).Layer("Add", ("Tensor", "input"))));
    }

    [Fact]
    public void TrainingKeepsThePoolAsItNeedsTheWinners() =>
        Assert.Contains(
            ExecutionPlan.For(Declare.Network(3, 16, 16).Conv2d(16).ReLU().MaxPool2d(2).Conv2d(4).Build()).Training.Forward.SelectMany(static phase => phase.Calls),
            static call => call.Kernel is PoolKernel { KeepsWinners: true });

    /// <summary>A row and a column that the pool drops are not computed; the tile's last shift is even.</summary>
    [Theory]
    [InlineData(400, 4, 400)]
    [InlineData(29, 4, 28)]
    [InlineData(27, 4, 26)]
    [InlineData(9, 4, 8)]
    [InlineData(3, 0, 2)]
    public void WhatThePoolDropsIsNotComputed(int size, int form, int computed)
    {
        ConvolutionMethod method = Method(Declare.Network(32, size, size).Conv2d(32, 3, ("Padding", 1)).ReLU().MaxPool2d(2));

        Assert.Equal((true, computed, computed), (method.IsPooled, method.Geometry.Output.Height, method.Geometry.Output.Width));
        Assert.Equal(form, method.Winograd?.Form.Outputs ?? 0);
    }

    [Fact]
    public void TheWholeMapTakesNoMemory()
    {
        long pooled = ExecutionPlan.For(Declare.Network(3, 64, 64).Conv2d(32).ReLU().MaxPool2d(2).Build()).Inference.ArenaLength;

        Assert.True(pooled < 32 * 62 * 62, $"{pooled} floats");
    }

    private static ConvolutionMethod Method(Declare declaration)
    {
        Network network = declaration.Build();
        return new Groundwork(network).Convolution(network.Nodes[0])!;
    }

    private static bool IsPooledApart(Declare declaration) => Calls(declaration).Any(static call => call.Kernel is PoolKernel);

    private static KernelCall Only(Declare declaration) => Assert.Single(Calls(declaration));

    private static KernelCall[] Calls(Declare declaration) =>
        [.. ExecutionPlan.For(declaration.Build()).Inference.Calls.Where(static call => !call.Kernel.IsRuntime)];
}
