using System;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class NetworkSummaryTests
{
    private static readonly NetworkSummary Summary = new(
        [
            new LayerSummary("0", "Conv2d", "Conv2d 3×3, 16", new TensorShape(16, 26, 26), (3, 3), (3, 3), (3, 3), (1, 1), 160, 97_344),
            new LayerSummary("up", "Upsample", "Upsample ×2", new TensorShape(16, 52, 52), (1, 1), (3, 3), (1, 1), (0.5, 0.5), 0, 0),
            new LayerSummary("2", "Flatten", "Flatten", new TensorShape(43_264, 1, 1), (52, 52), (3, 3), (1, 1), (0.5, 0.5), 0, 0)
            {
                IsVector = true,
                SeesWholeInput = true,
                SeesWholeImage = true,
            },
        ],
        "Net: 1×28×28 → 43264",
        "The features see 3 of 28 pixels (10.7 %).");

    [Fact]
    public void TotalsAreTheLayersSums()
    {
        Assert.Equal(160, Summary.Parameters);
        Assert.Equal(97_344, Summary.Macs);
        Assert.Equal("16×26×26", Summary.Layers[0].Shape.ToString());
        Assert.Equal(10_816, Summary.Layers[0].Shape.Length);
    }

    [Fact]
    public void ItsTextIsATable() => Assert.Equal(
        """
        Net: 1×28×28 → 43264

        #   layer             output  local field  global field  shortest path  jump  parameters    MACs
        ------------------------------------------------------------------------------------------------
        0   Conv2d 3×3, 16  16×26×26            3             3                    1         160  97,344
        up  Upsample ×2     16×52×52            1             3              1   0.5
        2   Flatten            43264          all       all (3)              1
        ------------------------------------------------------------------------------------------------
            total                                                                            160  97,344

        The features see 3 of 28 pixels (10.7 %).
        """,
        Summary.ToString());

    [Fact]
    public void SoItIsAsMarkdown() =>
        Assert.Contains("| up | Upsample ×2 | 16×52×52 | 1 | 3 | 1 | 0.5 |  |  |", Summary.ToMarkdown(), StringComparison.Ordinal);
}
