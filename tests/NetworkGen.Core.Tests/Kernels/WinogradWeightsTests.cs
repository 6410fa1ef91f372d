using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>Which weight gradients are computed by Winograd's minimal filtering, and what calls that takes.</summary>
public sealed class WinogradWeightsTests
{
    /// <summary>Fewer products for large maps; where weights are many and tiles few, those of several images at a time.</summary>
    [Theory]
    [InlineData(16, 32, 4, 1)]
    [InlineData(32, 16, 4, 1)]
    [InlineData(64, 8, 4, 4)]
    [InlineData(64, 56, 4, 1)]
    [InlineData(17, 23, 4, 1)]
    public void TheFastestFormIsTaken(int channels, int size, int form, int images)
    {
        WinogradWeights way = WinogradWeights.For(Geometry(channels, size), WinogradMode.Auto)!;

        Assert.Equal((form, images), (way.Form.Outputs, way.Images));
    }

    /// <summary>Each tile counts once, so that strips are equal.</summary>
    [Theory]
    [InlineData(16, 32)]
    [InlineData(64, 56)]
    [InlineData(64, 224)]
    [InlineData(32, 61)]
    public void StripsCoverTheTilesWithoutShifting(int channels, int size)
    {
        ConvolutionGeometry geometry = Geometry(channels, size);
        WinogradWeights way = WinogradWeights.For(geometry, WinogradMode.Auto)!;

        Assert.Equal(ConvolutionCost.Tiles(geometry, way.Form), way.Tiles * way.Strips);
        Assert.InRange(way.Tiles, 1, 256);
    }

    /// <summary>Where the sums of all products would leave the cache for the sake of a few tiles, and where the option says so.</summary>
    [Fact]
    public void TheDirectSumStaysWhereItIsFaster()
    {
        Assert.Null(WinogradWeights.For(Geometry(512, 7), WinogradMode.Auto));
        Assert.Null(WinogradWeights.For(Geometry(16, 3), WinogradMode.Auto));
        Assert.Null(WinogradWeights.For(Geometry(64, 32), WinogradMode.Off));
        Assert.Null(WinogradWeights.For(Geometry(64, 32) with { Groups = 64 }, WinogradMode.Auto));
        Assert.Equal(WinogradForm.F2, WinogradWeights.For(Geometry(64, 32), WinogradMode.F2)!.Form);
    }

    /// <summary>Inputs and gradients transformed, their products stored as sums, and the taps of these added; the direct sum makes one call.</summary>
    [Theory]
    [InlineData(0, "WinogradInput4 WinogradGradient4 ConvolutionWeightsFresh_2x1x1x8 WinogradTaps.Add")]
    [InlineData(1, "WinogradInput2 WinogradGradient2 ConvolutionWeightsFresh_2x1x1x8 WinogradTaps.Add")]
    [InlineData(2, "ConvolutionWeights_2x1x1x8")]
    public void TheCallsAreThoseOfTheMode(int mode, string kernels)
    {
        TrainingPlan plan = ExecutionPlan.For(Declare.Network(32, 24, 24).Winograd(mode).Conv2d(32, 3, ("Padding", 1)).Build()).Training;
        IEnumerable<KernelCall> calls = plan.Backward.SelectMany(static phase => phase.Calls).Where(static call => call.Condition is { IsParameter: true, Index: 0 });

        Assert.Equal(kernels, string.Join(" ", calls.Select(static call => call.Kernel.Name)));
    }

    private static ConvolutionGeometry Geometry(int channels, int size) => new(
        channels, channels, 1, new Window(3, 1, 1, 1, 1), new Window(3, 1, 1, 1, 1), new TensorShape(channels, size, size), new TensorShape(channels, size, size));
}
