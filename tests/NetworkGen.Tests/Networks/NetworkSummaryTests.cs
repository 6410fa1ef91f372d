using Xunit;

namespace NetworkGen.Tests.Networks;

public class NetworkSummaryTests
{
    [Fact]
    public void TotalsAreTheLayersSums()
    {
        NetworkSummary summary = new(
            [
                new LayerSummary("0", "Conv2d", "Conv2d 3×3, 16", new TensorShape(16, 26, 26), (3, 3), (3, 3), (3, 3), (1, 1), 160, 97_344),
                new LayerSummary("1", "Conv2d", "Conv2d 1×1, 10", new TensorShape(10, 26, 26), (1, 1), (3, 3), (3, 3), (1, 1), 170, 108_160),
            ],
            "sees 3 of 28 pixels",
            "table",
            "| markdown |");
        Assert.Equal(330, summary.Parameters);
        Assert.Equal(205_504, summary.Macs);
        Assert.Equal("table", summary.ToString());
        Assert.Equal("| markdown |", summary.ToMarkdown());
        Assert.Equal("16×26×26", summary.Layers[0].Shape.ToString());
        Assert.Equal(10_816, summary.Layers[0].Shape.Length);
    }
}
