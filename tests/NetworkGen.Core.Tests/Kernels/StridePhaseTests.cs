using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>The phases say which outputs meet which inputs by which tap; the convolution itself says it too.</summary>
public sealed class StridePhaseTests
{
    [Fact]
    public void PhasesListExactlyThePairsThatForwardMultiplies() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 6], Gen.Int[0, 4], Gen.Int[1, 4], Gen.Int[1, 20]).Sample(static (kernel, stride, padding, dilation, inputs) =>
        {
            var window = new Window(kernel, stride, padding, padding, dilation);
            int outputs = window.Outputs(inputs);
            if (outputs > 0)
            {
                Assert.Equal(Forward(window, inputs, outputs), Backward(window, inputs, outputs));
            }
        });

    [Theory]
    [InlineData(3, 2, 1, 9, true)]
    [InlineData(1, 2, 0, 9, false)]
    [InlineData(1, 2, 0, 1, true)]
    [InlineData(3, 4, 0, 9, false)]
    public void SomeInputsAreReadByNoWindow(int kernel, int stride, int padding, int inputs, bool all) =>
        Assert.Equal(all, StridePhase.CoverAll(new Window(kernel, stride, padding, padding, 1), inputs));

    [Fact]
    public void AHugeStrideHasFewPhases() => Assert.Equal(3, StridePhase.All(new Window(3, 32_767, 0, 0, 1), 65_536).Count);

    private static SortedSet<(int Input, int Tap, int Output)> Forward(Window window, int inputs, int outputs) =>
    [
        .. from output in Enumerable.Range(0, outputs)
           from tap in Enumerable.Range(0, window.Kernel)
           let input = (output * window.Stride) + (tap * window.Dilation) - window.PaddingLow
           where input >= 0 && input < inputs
           select (input, tap, output),
    ];

    private static SortedSet<(int Input, int Tap, int Output)> Backward(Window window, int inputs, int outputs) =>
    [
        .. from phase in StridePhase.All(window, inputs)
           from number in Enumerable.Range(0, phase.Outputs)
           from tap in Enumerable.Range(0, phase.Taps)
           let output = phase.First + number + (tap * phase.Dilation)
           where output >= 0 && output < outputs
           select (phase.Phase + (number * window.Stride), phase.FirstTap + (tap * phase.TapStep), output),
    ];
}
