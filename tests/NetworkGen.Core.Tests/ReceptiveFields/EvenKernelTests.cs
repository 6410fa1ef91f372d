using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2008: an even kernel has no centre.</summary>
public sealed class EvenKernelTests
{
    [Fact]
    public void TheMapKeepsItsSizeWhereItCan() => Rules.Expect(
        "NG2008 layer 0 KernelSize: Conv2d 4×4, 8, stride 3, padding 1 | 4×4 | 3×3 or 5×5",
        Declare.Network(1, 27, 27).Conv2d(8, 4, ("Stride", 3), ("Padding", 1)),
        "Make the kernel 3×3");

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    public void HalfOfTheKernelStaysHalfOfIt(int stride, int padding) => Rules.Expect(
        "NG2008 layer 0 KernelSize: Conv2d 4×4, 8, " + (stride == 1 ? "" : "stride 3, ") + "padding 2 | 4×4 | 3×3 or 5×5",
        Declare.Network(1, 28, 28).Conv2d(8, 4, ("Stride", stride), ("Padding", padding)),
        "Make the kernel 3×3 with Padding = 1");

    [Fact]
    public void NoKernelIsSmallerThanItsStride()
    {
        Rules.Expect(
            "NG2008 layer 0 KernelSize: Conv2d 4×4, 8, stride 5 | 4×4 | 5×5",
            Declare.Network(1, 28, 28).Conv2d(8, 4, ("Stride", 5)), "Make the kernel 5×5");
        Rules.Expect(
            "NG2008 layer 0 KernelSize: DepthwiseConv2d 2×2, stride 5 | 2×2 | 5×5",
            Declare.Network(4, 28, 28).DepthwiseConv2d(2, ("Stride", 5)), "Make the kernel 5×5 with Padding = 1");
    }

    /// <summary>DCGAN's 4×4 with stride 2: the results lie at 0.5, 2.5 … 62.5, as much to the left of them as to the right. Patches lie as evenly.</summary>
    [Fact]
    public void WithAnEvenStrideItLiesEvenly()
    {
        Rules.ExpectNone("NG2008", Declare.Network(1, 64, 64).Repeat(4, static net => net.Conv2d(8, 4, ("Stride", 2), ("Padding", 1)).ReLU()));
        Rules.ExpectNone("NG2008", Declare.Network(3, 224, 224).Conv2d(96, 4, ("Stride", 4)).Conv2d(96, 2, ("Stride", 2)));
    }

    [Fact]
    public void ElseAMapOfAnotherSizeMustDo() => Rules.Expect(
        "NG2008 layer 0 KernelSize: Conv2d 4×4, 8 | 4×4 | 3×3 or 5×5",
        Declare.Network(1, 28, 28).Conv2d(8, 4),
        "Make the kernel 3×3");

    [Fact]
    public void OnlyWhatCanBeBuiltIsOffered() => Rules.Expect(
        "NG2008 layer 0 KernelSize: Conv2d 4×4, 1 | 4×4 | 3×3 or 5×5",
        Declare.Network(1, 28, 28).Conv2d(1, 4).Flatten().Linear(10, ("InFeatures", 625)));

    [Fact]
    public void SamePaddingStays() => Rules.Expect(
        "NG2008 layer 0 KernelSize: Conv2d 6×6, 8, padding same | 6×6 | 5×5 or 7×7",
        Declare.Network(1, 28, 28).Conv2d(8, 6, ("Padding", Declare.Same)),
        "Make the kernel 5×5");

    [Fact]
    public void OneEvenAxisIsEnough()
    {
        Rules.Expect("NG2008 layer 0 KernelSize: Conv2d 3×4, 8 | 3×4 | 3×3 or 3×5", Declare.Network(1, 28, 28).Conv2d(8, (3, 4)));
        Rules.Expect("NG2008 layer 0 KernelSize: Conv2d 2×3, 8 | 2×3 | 3×3", Declare.Network(1, 28, 28).Conv2d(8, (2, 3)));
    }

    [Fact]
    public void OddKernelsPoolsAndTransposedConvolutionsMayStay() =>
        Rules.ExpectNone("NG2008", Declare.Network(1, 28, 28).Conv2d(8).MaxPool2d().Conv2d(8, 1).ConvTranspose2d(8, 2, ("Stride", 2)));

    [Fact]
    public void ADilationMayLeaveACentre()
    {
        Rules.ExpectNone("NG2008", Declare.Network(1, 28, 28).Conv2d(8, 2, ("Dilation", 2)));
        Assert.Single(Rules.Of("NG2008", Declare.Network(1, 28, 28).Conv2d(8, 2, ("Dilation", 3))));
    }

    /// <summary>The course's own 1×28×28 by 3×3, 1×1 and 26×26.</summary>
    [Fact]
    public void AKernelOverTheWholeMapHasNoSides() => Rules.ExpectNone("NG2008", Declare.Network(1, 28, 28).Conv2d(32).Conv2d(10, 1).Conv2d(10, 26));

    [Fact]
    public void ALayerOfABlockIsReportedOnce()
    {
        Declare net = Declare.Network(4, 64, 64).Block("Block", static block => block.Conv2d(4, 4, ("Padding", 1))).Stage("Block", ("Repeat", 3)).Use("Block");

        Rules.Expect("NG2008 layer 0/0 KernelSize: Conv2d 4×4, 4, padding 1 in Block | 4×4 | 3×3 or 5×5", net, "Make the kernel 3×3");
        Assert.Equal("Block", Fixes.Of(Rules.Of(IssueId.EvenKernel, net)[0])[0].Block);
    }
}
