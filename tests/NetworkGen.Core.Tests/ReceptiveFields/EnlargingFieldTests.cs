using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>Layers that make a map finer than the image: the arithmetic against the positions that outputs read, one by one.</summary>
public sealed class EnlargingFieldTests
{
    /// <summary>Far enough from the edges of a map of <see cref="Inputs"/> positions for every output to have all its taps.</summary>
    private const int Inputs = 60;

    [Theory]
    [InlineData(2, 2, 3, 0.5)]
    [InlineData(3, 2, 4, 0.5)]
    [InlineData(4, 2, 4, 0.5)]
    [InlineData(5, 2, 5, 0.5)]
    [InlineData(3, 1, 5, 1)]
    [InlineData(2, 4, 3, 0.25)]
    public void ATransposedConvolutionAddsOneJumpLessThanItsTapsPerOutput(int kernel, int stride, int size, double jump)
    {
        AxisField field = Declare.Network(1, 16, 16).Conv2d(1).ConvTranspose2d(1, kernel, ("Stride", stride)).Build().Output.Field.Vertical;

        Assert.Equal((size, jump), (field.Size, field.Jump));
    }

    [Theory]
    [InlineData(false, 2, 4, 1)]
    [InlineData(true, 2, 6, 1)]
    [InlineData(false, 4, 4, 0.5)]
    [InlineData(true, 4, 6, 0.5)]
    public void UpsamplingAddsAJumpOnlyWhereItMixes(bool bilinear, int scale, int size, double jump)
    {
        AxisField field = Declare.Network(1, 16, 16).Conv2d(1).MaxPool2d().Upsample(scale, ("Mode", bilinear ? 1 : 0)).Build().Output.Field.Horizontal;

        Assert.Equal((size, jump), (field.Size, field.Jump));
    }

    [Fact]
    public void TransposedWindowsReadWhatTheirTapsMeet() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 5], Gen.Int[0, 3], Gen.Int[1, 4]).Sample(static (kernel, stride, padding, dilation) => AssertReads(
            new FieldStep(new Window(kernel, stride, padding, padding, dilation), Window.One, Sampling: Sampling.Transposed),
            output => from tap in Enumerable.Range(0, kernel)
                      let place = output + padding - (tap * dilation)
                      where place % stride == 0
                      select (double)(place / stride)));

    [Fact]
    public void NearestReadsOnePosition() =>
        Gen.Int[2, 6].Sample(static scale => AssertReads(
            new FieldStep(new Window(1, scale, 0, 0, 1), Window.One, Sampling: Sampling.Nearest), output => [output / scale]));

    [Fact]
    public void BilinearReadsTheTwoPositionsAroundItsPlace() =>
        Gen.Int[2, 6].Sample(static scale => AssertReads(
            new FieldStep(new Window(1, scale, 0, 0, 1), Window.One, Sampling: Sampling.Bilinear),
            output =>
            {
                double place = ((output + 0.5) / scale) - 0.5;
                return place == Math.Floor(place) ? [place] : [Math.Floor(place), Math.Ceiling(place)];
            },
            output => ((output + 0.5) / scale) - 0.5));

    /// <summary>Over one period of outputs: the widest reach is the step's, and on average they lie where its shift and step say.</summary>
    private static void AssertReads(FieldStep step, Func<int, IEnumerable<double>> reads, Func<int, double>? center = null)
    {
        Window window = step.Vertical;
        int first = window.Stride * Inputs / 2;
        int[] period = [.. Enumerable.Range(first, window.Stride)];
        double[][] positions = [.. period.Select(output => reads(output).ToArray())];

        Assert.Equal(step.Local(window), positions.Where(static read => read.Length > 0).Max(static read => read.Max() - read.Min() + 1));

        // As many pairs as taps: every tap meets one output of the period.
        double[] offsets = center is null
            ? [.. period.SelectMany((output, index) => positions[index].Select(position => position - (output * step.Step(window))))]
            : [.. period.Select(output => center(output) - (output * step.Step(window)))];
        Assert.Equal(step.Shift(window), offsets.Average(), tolerance: 1e-9);
    }
}
