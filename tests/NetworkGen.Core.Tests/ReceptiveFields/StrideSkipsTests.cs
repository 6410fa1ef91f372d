using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2005: a window that moves on by more than it spans.</summary>
public sealed class StrideSkipsTests
{
    private static readonly (string, object) _stride2 = ("Stride", 2);

    [Fact]
    public void AStrided1x1SeesAQuarterOfTheMap() => Rules.Expect(
        "NG2005 layer 1 Stride: Conv2d 1×1, 8, stride 2 | 1 | 2 | rows and columns",
        Declare.Network(1, 28, 28).Conv2d(8).Conv2d(8, 1, _stride2).Conv2d(8),
        "Make the kernel 3×3 with Padding = 1");

    [Fact]
    public void ASpacedPoolSkipsToo() => Rules.Expect(
        "NG2005 layer 0 Stride: MaxPool2d 2×2, stride 3 | 2 | 3 | rows and columns",
        Declare.Network(1, 28, 28).MaxPool2d(2, ("Stride", 3)));

    [Fact]
    public void OneAxisIsEnough()
    {
        Rules.Expect("NG2005 layer 0 Stride: Conv2d 1×3, 8, stride 2 | 1 | 2 | rows", Declare.Network(1, 28, 28).Conv2d(8, (1, 3), _stride2));
        Rules.Expect("NG2005 layer 0 Stride: Conv2d 3×1, 8, stride 2 | 1 | 2 | columns", Declare.Network(1, 28, 28).Conv2d(8, (3, 1), _stride2));
    }

    [Fact]
    public void AKernelAsLargeAsTheStrideSkipsNothing() =>
        Rules.ExpectNone("NG2005", Declare.Network(1, 28, 28).Conv2d(8, 2, _stride2).MaxPool2d().Conv2d(8, 2, ("Dilation", 2), ("Stride", 3)));

    [Fact]
    public void WithOneOutputNothingLiesBetween() => Rules.ExpectNone("NG2005", Declare.Network(1, 3, 3).Conv2d(8, 2, ("Stride", 3)));

    [Fact]
    public void BehindAGlobalPoolThereIsNothingToSkip() =>
        Rules.ExpectNone("NG2005", Declare.Network(1, 28, 28).Conv2d(8).AdaptiveAvgPool2d(1).Conv2d(8, 1, _stride2));

    [Fact]
    public void TheOtherPathOfAShortcutSeesWhatItSkips()
    {
        Rules.ExpectNone("NG2005", Declare.Network(8, 28, 28)
            .Block("Block", static block => block.Conv2d(16, 3, _stride2, ("Padding", 1)).Layer("Shortcut"))
            .Use("Block"));
        Rules.ExpectNone("NG2005", Declare.Network(8, 28, 28)
            .Conv2d(16, 3, _stride2, ("Padding", 1), ("Name", "main")).From("input").Conv2d(16, 1, _stride2).BatchNorm2d().Add("main"));
    }

    [Fact]
    public void ALayerOfABlockIsReportedOnce() => Rules.Expect(
        "NG2005 layer 0/1 Stride: Conv2d 1×1, 4, stride 2 in Block | 1 | 2 | rows and columns",
        Declare.Network(4, 64, 64)
            .Block("Block", static block => block.Conv2d(4, 3, ("Padding", 1)).Conv2d(4, 1, _stride2))
            .Stage("Block", ("Repeat", 2)).Use("Block"),
        "Make the kernel 3×3 with Padding = 1");
}
