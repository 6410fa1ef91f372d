using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>1×1s whose positions stand in one row.</summary>
public sealed class FlatMapTests
{
    [Theory]
    [InlineData(128, 256, 7, 1, 1, 49)]
    [InlineData(120, 113, 8, 1, 1, 64)]

    // Too large; too few panels on a side; taps or a stride of its own.
    [InlineData(128, 256, 9, 1, 9, 9)]
    [InlineData(112, 256, 7, 1, 7, 7)]
    [InlineData(128, 112, 7, 1, 7, 7)]
    [InlineData(128, 256, 7, 3, 5, 5)]
    public void SmallMapsOfManyChannelsAreOneRow(int channels, int outputs, int size, int kernel, int rows, int columns) =>
        Assert.Equal((rows, columns), Written(Declare.Network(channels, size, size).Winograd(2).Conv2d(outputs, kernel), inference: true));

    [Fact]
    public void ZerosAroundAMapKeepItsRows()
    {
        Declare padded = Declare.Network(128, 7, 7).Winograd(2).Conv2d(128, 1).Conv2d(16, 3, ("Padding", 1));

        Assert.Equal((7, 7), Written(padded, inference: true));
        Assert.Equal((7, 7), Written(padded, inference: false));
    }

    [Fact]
    public void AStrideKeepsItsRows() => Assert.Equal((4, 4), Written(Declare.Network(128, 7, 7).Conv2d(128, 1, ("Stride", 2)), inference: true));

    /// <summary>An input that something else reads with zeros around it.</summary>
    [Fact]
    public void ZerosAroundTheInputKeepItsRows() => Assert.Equal(
        (7, 7),
        Written(Declare.Network(128, 7, 7).Winograd(2).Conv2d(128, 1, ("Name", "a")).Conv2d(128, 3, ("Padding", 1)).Add("a"), inference: true));

    [Fact]
    public void TrainingHasOneRowToo() => Assert.Equal((1, 49), Written(Declare.Network(128, 7, 7).Conv2d(128, 1), inference: false));

    /// <summary>Rows and columns that the first convolution writes.</summary>
    private static (long Rows, long Columns) Written(Declare network, bool inference)
    {
        ExecutionPlan plan = ExecutionPlan.For(network.Build());
        KernelCall call = (inference ? plan.Inference.Calls : plan.Training.Forward.SelectMany(static phase => phase.Calls)).First(static call => call.Kernel is ConvolutionKernel);
        string[] parameters = [.. ((ConvolutionKernel)call.Kernel).Parameters];
        long Operand(string name) => call.Operands[System.Array.IndexOf(parameters, name)].Offset;
        return (Operand("rows"), Operand("columns"));
    }
}
