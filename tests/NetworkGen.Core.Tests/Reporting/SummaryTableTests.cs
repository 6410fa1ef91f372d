using System.Globalization;
using System.Linq;
using NetworkGen.Core.Reporting;
using Xunit;

namespace NetworkGen.Core.Tests.Reporting;

public sealed class SummaryTableTests
{
    [Fact]
    public void TheDigitsNetwork() => Assert.Equal(
        """
        Net: 1×28×28 → 10

        #   layer                    output  local field  global field  jump  parameters       MACs
        -------------------------------------------------------------------------------------------
        0   Rescale ×1/255          1×28×28            1             1     1
        1   Conv2d 3×3, 16         16×26×26            3             3     1         160     97,344
        2   ReLU                   16×26×26            1             3     1
        3   Conv2d 3×3, 16         16×24×24            3             5     1       2,320  1,327,104
        4   ReLU                   16×24×24            1             5     1
        5   MaxPool2d 2×2          16×12×12            2             6     2
        6   Conv2d 3×3, 32         32×10×10            3            10     2       4,640    460,800
        7   ReLU                   32×10×10            1            10     2
        8   Conv2d 3×3, 32           32×8×8            3            14     2       9,248    589,824
        9   ReLU                     32×8×8            1            14     2
        10  Conv2d 1×1, 16           16×8×8            1            14     2         528     32,768
        11  ReLU                     16×8×8            1            14     2
        12  Conv2d 3×3, 32           32×6×6            3            18     2       4,640    165,888
        13  ReLU                     32×6×6            1            18     2
        14  Conv2d 1×1, 10           10×6×6            1            18     2         330     11,520
        15  AdaptiveAvgPool2d 1×1    10×1×1          all      all (18)
        16  Flatten                      10          all      all (18)
        -------------------------------------------------------------------------------------------
            total                                                                 21,866  2,685,248

        The features see 18 of 28 pixels (64.3 %); the head behind them sees all.
        """,
        SummaryTable.Of(Networks.Digits().Build()).ToString());

    [Fact]
    public void OtherAxesOtherNumbers() => Assert.Equal(
        """
        Net: 3×64×48 → 1000 (fields are width × height)

        #          layer                                       output  local field  global field  jump  parameters       MACs
        ---------------------------------------------------------------------------------------------------------------------
        0          Normalize                                  3×64×48            1             1     1
        stem|conv  Conv2d 5×3, 32, stride 2, padding 1       32×31×24          3×5           3×5     2       1,472  1,071,360
        2          BatchNorm2d                               32×31×24            1           3×5     2          64
        3          DepthwiseConv2d 3×3, padding same         32×31×24            3           7×9     2         320    214,272
        4          MaxPool2d 3×3, stride 2, padding 1, ceil  32×16×13            3         11×13     4
        5          Flatten                                       6656          all   all (11×13)
        6          Dropout 0.1                                   6656            1   all (11×13)
        7          Linear 1000                                   1000          all   all (11×13)         6,657,000  6,656,000
        ---------------------------------------------------------------------------------------------------------------------
                   total                                                                                 6,658,856  7,941,632

        The features see 11 of 48 columns (22.9 %) and 13 of 64 rows (20.3 %); the head behind them sees all.
        """,
        SummaryTable.Of(Odd().Build()).ToString());

    [Fact]
    public void Markdown() => Assert.Equal(
        """
        **Net: 3×64×48 → 1000 (fields are width × height)**

        | # | layer | output | local field | global field | jump | parameters | MACs |
        | :-- | :-- | --: | --: | --: | --: | --: | --: |
        | 0 | Normalize | 3×64×48 | 1 | 1 | 1 |  |  |
        | stem\|conv | Conv2d 5×3, 32, stride 2, padding 1 | 32×31×24 | 3×5 | 3×5 | 2 | 1,472 | 1,071,360 |
        | 2 | BatchNorm2d | 32×31×24 | 1 | 3×5 | 2 | 64 |  |
        | 3 | DepthwiseConv2d 3×3, padding same | 32×31×24 | 3 | 7×9 | 2 | 320 | 214,272 |
        | 4 | MaxPool2d 3×3, stride 2, padding 1, ceil | 32×16×13 | 3 | 11×13 | 4 |  |  |
        | 5 | Flatten | 6656 | all | all (11×13) |  |  |  |
        | 6 | Dropout 0.1 | 6656 | 1 | all (11×13) |  |  |  |
        | 7 | Linear 1000 | 1000 | all | all (11×13) |  | 6,657,000 | 6,656,000 |
        |  | **total** |  |  |  |  | **6,658,856** | **7,941,632** |

        The features see 11 of 48 columns (22.9 %) and 13 of 64 rows (20.3 %); the head behind them sees all.
        """,
        SummaryTable.Of(Odd().Build()).ToMarkdown());

    private static Declare Odd() => Declare.Network(3, 64, 48)
        .Layer("Normalize", ("Mean", new[] { 0.5 }), ("Std", new[] { 0.5 }))
        .Conv2d(32, (5, 3), ("Stride", 2), ("Padding", 1), ("Name", "stem|conv"))
        .BatchNorm2d()
        .DepthwiseConv2d(3, ("Padding", Declare.Same))
        .MaxPool2d(3, ("Stride", 2), ("Padding", 1), ("CeilMode", true))
        .Flatten().Layer("Dropout", ("P", 0.1f)).Linear(1000);

    [Theory]
    [InlineData("The features see 390 of 400 pixels (97.5 %).", 400)]
    [InlineData("The features see all 390 pixels.", 390)]
    public void TheVerdictOnThePyramid(string verdict, int size) =>
        Assert.Equal(verdict, SummaryTable.Of(Networks.Pyramid(size).Build()).Verdict);

    [Fact]
    public void TheVerdictOnAFieldLargerThanTheImage() =>
        Assert.Equal("The features see all 32 pixels (the field is 212).", SummaryTable.Of(Networks.Vgg16Features(32).Build()).Verdict);

    [Fact]
    public void TheVerdictOnTwoAxes() => Assert.Equal(
        "The features see 3 of 60 columns (5 %) and all 5 rows; the head behind them sees all.",
        SummaryTable.Of(Declare.Network(1, 5, 60).Conv2d(4, (5, 3)).Flatten().Build()).Verdict);

    [Fact]
    public void TheVerdictWithoutSpatialLayers() =>
        Assert.Equal("No layer looks at neighbouring pixels.", SummaryTable.Of(Declare.Network(1, 5, 5).Flatten().Build()).Verdict);

    [Theory]
    [InlineData(2, "0.5")]
    [InlineData(3, "0.3333")]
    [InlineData(4, "0.25")]
    public void AJumpOfLessThanAPixel(int scale, string jump) =>
        Assert.Contains($"  {jump}\n", SummaryTable.Of(Declare.Network(1, 5, 5).Layer("Upsample", ("Scale", scale)).Build()).ToString());

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void NoCultureChangesAByte(string name)
    {
        string invariant = Text();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var odd = new CultureInfo(name);
            odd.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(invariant, Text());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string Text() => SummaryTable.Of(Odd().Layer("Rescale", ("Scale", -1.5f), ("Offset", -0.25f)).Build()).ToString()
            + string.Join("\n", Declare.Network(3, 8, 8).Conv2d(-1200, 3, ("Stride", -2_000)).Issues().Select(Declare.Text));
    }

    [Fact]
    public void LinesAreShortAndUnix()
    {
        string text = SummaryTable.Of(Networks.Digits().Build()).ToString();

        Assert.DoesNotContain('\r', text);
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 100 && !line.EndsWith(' '), line));
    }

    [Theory]
    [InlineData(7, 400, "1.8")]
    [InlineData(390, 400, "97.5")]
    [InlineData(7, 100, "7")]
    [InlineData(9999, 10000, "99.9")]
    [InlineData(435, 224, "194.2")]
    public void SharesInPercent(long part, long whole, string text) => Assert.Equal(text, Numerals.Percent(part, whole));

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e-5f, "1E-05")]
    [InlineData(1f / 255, "0.003921569")]
    [InlineData(16777217f, "16777216")]
    [InlineData(-2.5f, "-2.5")]
    public void Reals(float value, string text) => Assert.Equal(text, Numerals.Real(value));
}
