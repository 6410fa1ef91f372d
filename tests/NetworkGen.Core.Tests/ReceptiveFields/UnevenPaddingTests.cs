using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>NG2007: windows that don't come out even on a padded map.</summary>
public sealed class UnevenPaddingTests
{
    [Fact]
    public void ResNetAt224HasARemainderFiveTimes() => Rules.Expect(
        "NG2007 layer 0 Padding: Conv2d 7×7, 4, stride 2, padding 3 | 224 + 2·3 − 7 | rows and columns | 1 | 2 | so less of it is read at the end than at the beginning, as in 4 other layers | images of 193 or 225 pixels have none",
        ResNet(224),
        "Make the image 225×225 (width × height)");

    [Fact]
    public void ResNetAt225HasNone() => Rules.ExpectNone("NG2007", ResNet(225));

    [Fact]
    public void AxesMayDiffer()
    {
        Declare net = Declare.Network(1, 16, 17).Conv2d(4, 3, ("Stride", 2), ("Padding", 1));

        Rules.Expect(
            "NG2007 layer 0 Padding: Conv2d 3×3, 4, stride 2, padding 1 | 16 + 2·1 − 3 | rows | 1 | 2 | so less of it is read at the end than at the beginning | images of 17×17 pixels (width × height) have none",
            net,
            "Make the image 17×17 (width × height)");
    }

    [Fact]
    public void APoolMayBePadded() => Rules.Expect(
        "NG2007 layer 0 Padding: AvgPool2d 3×3, padding 1 | 15 + 2·1 − 3 | rows and columns | 2 | 3 | so less of it is read at the end than at the beginning | images of 13 or 16 pixels have none",
        Declare.Network(1, 15, 15).AvgPool2d(3, ("Padding", 1)),
        "Make the image 16×16 (width × height)");

    [Fact]
    public void WithoutPaddingOrStrideThereIsNothingUneven() => Rules.ExpectNone(
        "NG2007",
        Declare.Network(1, 16, 16).Conv2d(4, 3, ("Padding", 1)).Conv2d(4, 3, ("Stride", 2), ("Padding", Declare.Same)).Conv2d(4, 3, ("Stride", 2)));

    [Fact]
    public void PathsMustStillMeet() => Rules.Expect(
        "NG2007 layer 0 Padding: Conv2d 3×3, 4, stride 2, padding 1 | 16 + 2·1 − 3 | rows and columns | 1 | 2 | so less of it is read at the end than at the beginning | no image of about this size has none: other paddings or strides have",
        Declare.Network(4, 16, 16).Conv2d(4, 3, ("Stride", 2), ("Padding", 1), ("Name", "a")).From("input").MaxPool2d().Add("a"));

    /// <summary>The stem of a ResNet, and the strided 3×3 of its stages 2 to 4.</summary>
    private static Declare ResNet(int size) => Declare.Network(3, size, size)
        .Conv2d(4, 7, ("Stride", 2), ("Padding", 3)).MaxPool2d(3, ("Stride", 2), ("Padding", 1))
        .Block("Block", static block => block.Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Conv2d(4, 3, ("Padding", 1)).Layer("Shortcut"))
        .Stage("Block").Stage("Block").Stage("Block");
}
