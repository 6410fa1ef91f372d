using System;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>1×1s that compute several rows as one.</summary>
public sealed class RowJoinTests
{
    [Theory]
    [InlineData(128, 256, 7, 1, 1, 49)]
    [InlineData(120, 113, 8, 1, 1, 64)]
    [InlineData(16, 512, 14, 1, 1, 196)]
    [InlineData(64, 160, 28, 1, 7, 112)]
    [InlineData(128, 256, 9, 1, 3, 27)]

    // So few panels that cores want the rows; taps.
    [InlineData(128, 112, 7, 1, 7, 7)]
    [InlineData(128, 64, 14, 1, 14, 14)]
    [InlineData(128, 256, 7, 3, 5, 5)]
    public void RowsAreJoinedWhereEnoughIsLeftToShare(int channels, int outputs, int size, int kernel, int rows, int columns) =>
        Assert.Equal((rows, columns), Written(Declare.Network(channels, size, size).Winograd(2).Conv2d(outputs, kernel), inference: true).Map);

    /// <summary>In training, maps whose gradients have nothing between their rows either.</summary>
    [Theory]
    [InlineData(128, 128, 7, 1, 49)]
    [InlineData(128, 256, 9, 9, 9)]
    [InlineData(112, 256, 7, 7, 7)]
    public void InTrainingSmallMapsAreOneRow(int channels, int outputs, int size, int rows, int columns) =>
        Assert.Equal((rows, columns), Written(Declare.Network(channels, size, size).Conv2d(outputs, 1), inference: false).Map);

    /// <summary>A weight gradient's sums are short, so that they keep their bits and stay in the cache.</summary>
    [Theory]
    [InlineData(7, 7)]
    [InlineData(14, 7)]
    [InlineData(28, 4)]
    [InlineData(13, 1)]
    [InlineData(200, 1)]
    public void AWeightGradientJoinsWhatASumTakes(int size, int rows)
    {
        var ground = new Groundwork(Declare.Network(128, size, size).Conv2d(512, 1).Build());

        Assert.Equal(rows, ground.Training(ground.Network.Nodes[0])!.Summed.JoinedRows);
    }

    /// <summary>Two columns of zeros between rows of seven.</summary>
    [Fact]
    public void ZerosAroundTheResultAreGapsInItsRows()
    {
        Declare padded = Declare.Network(128, 7, 7).Winograd(2).Conv2d(128, 1).Conv2d(16, 3, ("Padding", 1));
        var (map, kernel, operand) = Written(padded, inference: true);

        Assert.Equal((1, 49), map);
        Assert.True(kernel.HasGaps);
        Assert.Equal((7, 32), (operand("columnsBetweenGaps"), operand("gap")));
        Assert.All(kernel.Tiles, static tile => Assert.True(tile.Rows == 1 && tile.Columns <= 7, $"{tile} may meet two gaps"));
        Assert.Equal((7, 7), Written(padded, inference: false).Map);
    }

    [Fact]
    public void ZerosAroundTheInputKeepItsRows() => Assert.Equal(
        (7, 7),
        Written(Declare.Network(128, 7, 7).Conv2d(256, 1, ("Name", "a")).From("input").Conv2d(256, 3, ("Padding", 1)).Add("a"), inference: true).Map);

    [Fact]
    public void ZerosAroundWhatIsAddedKeepItsRows() => Assert.Equal(
        (7, 7),
        Written(
            Declare.Network(128, 7, 7).DepthwiseConv2d(1, ("Name", "a")).DepthwiseConv2d(3, ("Padding", 1), ("Name", "b")).From("b").Conv2d(128, 1).Add("a"),
            inference: true).Map);

    [Theory]
    [InlineData(128, 1, 49, true)]
    [InlineData(112, 7, 7, false)]
    public void OneOfManyPanelsReadsACopyOfWhatItStridesOver(int outputs, int rows, int columns, bool copies)
    {
        Declare strided = Declare.Network(128, 13, 13).Conv2d(outputs, 1, ("Stride", 2));

        Assert.Equal((rows, columns), Written(strided, inference: true).Map);
        Assert.Equal(copies, ExecutionPlan.For(strided.Build()).Inference.Calls.Any(static call => call.Kernel.Name == "MapLayout.CopyStrided"));
    }

    /// <summary>Rows and columns that the first dense convolution writes.</summary>
    private static ((long Rows, long Columns) Map, ConvolutionKernel Kernel, Func<string, long> Operand) Written(Declare network, bool inference)
    {
        ExecutionPlan plan = ExecutionPlan.For(network.Build());
        KernelCall call = (inference ? plan.Inference.Calls : plan.Training.Forward.SelectMany(static phase => phase.Calls))
            .First(static call => call.Kernel is ConvolutionKernel { Input: not ConvolutionInput.Lanes });
        var kernel = (ConvolutionKernel)call.Kernel;
        long Operand(string name) => call.Operands[kernel.Parameters.ToList().IndexOf(name)].Offset;
        return ((Operand("rows"), Operand("columns")), kernel, Operand);
    }
}
