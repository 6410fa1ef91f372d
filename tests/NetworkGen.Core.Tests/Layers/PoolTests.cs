using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Layers;

public sealed class PoolTests
{
    /// <summary>PyTorch 1.13: <c>nn.MaxPool2d(k, s, p, ceil_mode=ceil)(torch.zeros(1, 1, h, w)).shape[2:]</c>, and the same of <c>AvgPool2d</c>.</summary>
    [Theory]
    [InlineData(28, 28, 2, 2, 0, false, 14, 14)]
    [InlineData(27, 28, 2, 2, 0, false, 13, 14)]
    [InlineData(27, 28, 2, 2, 0, true, 14, 14)]
    [InlineData(27, 28, 3, 2, 1, false, 14, 14)]
    [InlineData(27, 28, 3, 2, 1, true, 14, 15)]
    [InlineData(112, 112, 3, 2, 1, false, 56, 56)]
    [InlineData(112, 112, 3, 2, 1, true, 57, 57)]
    [InlineData(11, 12, 3, 3, 0, true, 4, 4)]
    [InlineData(10, 13, 5, 4, 2, false, 3, 4)]
    [InlineData(10, 13, 5, 4, 2, true, 3, 4)]
    [InlineData(7, 8, 3, 5, 1, true, 2, 2)]
    [InlineData(6, 7, 2, 3, 1, false, 3, 3)]
    [InlineData(6, 7, 2, 3, 1, true, 3, 3)]
    [InlineData(5, 4, 4, 4, 2, true, 2, 2)]
    [InlineData(3, 3, 2, 5, 1, true, 1, 1)]
    [InlineData(4, 9, 1, 3, 0, true, 2, 3)]
    [InlineData(2, 2, 3, 2, 0, true, 1, 1)]
    [InlineData(1, 1, 2, 2, 0, true, 1, 1)]
    [InlineData(2, 2, 5, 4, 1, true, 1, 1)]
    public void ShapesAreAsInPyTorch(int height, int width, int kernel, int stride, int padding, bool ceil, int outHeight, int outWidth)
    {
        (string, object)[] properties = [("Stride", stride), ("Padding", padding), ("CeilMode", ceil)];
        var expected = new TensorShape(3, outHeight, outWidth);

        Assert.Equal(expected, Declare.Network(3, height, width).MaxPool2d(kernel, properties).Build().Output.Shape);
        Assert.Equal(expected, Declare.Network(3, height, width).AvgPool2d(kernel, properties).Build().Output.Shape);
    }

    /// <summary>PyTorch 1.13 says "Output size is too small" of each, with ceil_mode too.</summary>
    [Theory]
    [InlineData(2, 5, 2, true)]
    [InlineData(1, 4, 2, true)]
    [InlineData(3, 5, 2, true)]
    [InlineData(2, 3, 2, false)]
    public void NothingIsLeft(int size, int kernel, int stride, bool ceil) =>
        Assert.Equal(IssueId.KernelTooLarge, Assert.Single(Declare.Network(1, size, size).MaxPool2d(kernel, ("Stride", stride), ("CeilMode", ceil)).Issues()).Id);

    [Fact]
    public void TheStrideIsTheKernelUnlessGiven()
    {
        Network network = Declare.Network(3, 27, 27).MaxPool2d(3).AvgPool2d(3, ("Stride", 1)).Build();

        Assert.Equal([9, 7], network.Nodes.Select(static node => node.Shape.Height));
        Assert.Equal(["MaxPool2d 3×3", "AvgPool2d 3×3, stride 1"], network.Nodes.Select(static node => node.Layer.Description));
        Assert.Equal(0, network.ParameterCount + network.Macs);
    }

    [Fact]
    public void CeilModeGrowsThePaddingAfterTheEndOnly()
    {
        Node node = Declare.Network(1, 27, 28).MaxPool2d(2, ("CeilMode", true)).Build().Output;

        Assert.Equal(new Window(2, 2, 0, 1, 1), ((Pool2d)node.Layer).Vertical(node.InputShapes[0]));
        Assert.Equal(new Window(2, 2, 0, 0, 1), ((Pool2d)node.Layer).Horizontal(node.InputShapes[0]));
    }

    [Theory]
    [InlineData("AdaptiveAvgPool2d", 1)]
    [InlineData("AdaptiveAvgPool2d", 7)]
    [InlineData("AdaptiveMaxPool2d", 1)]
    [InlineData("AdaptiveMaxPool2d", 7)]
    public void AnAdaptivePoolGivesItsSizeWhateverArrives(string kind, int size)
    {
        Node node = Declare.Network(3, 23, 31).Layer(kind, ("OutputSize", size)).Build().Output;

        Assert.Equal(new TensorShape(3, size, size), node.Shape);
        Assert.Equal(kind + " " + size + "×" + size, node.Layer.Description);
        Assert.Equal(Declare.Network(3, 23, 31).AdaptiveAvgPool2d(size).Build().Output.Field, node.Field);
    }

    [Fact]
    public void AnAdaptivePoolThatDividesItsInputIsAPool() => Assert.Equal(
        Declare.Network(3, 28, 14).AvgPool2d(2).Build().Output.Field.Vertical,
        Declare.Network(3, 28, 14).AdaptiveAvgPool2d(14).Build().Output.Field.Vertical);

    [Fact]
    public void AGlobalPoolSeesAllAndKeepsTheFeaturesField()
    {
        AxisField field = Declare.Network(3, 28, 28).Conv2d(8).AdaptiveAvgPool2d(1).Flatten().Linear(10).Build().Output.Field.Vertical;

        Assert.True(field.IsGlobal);
        Assert.Equal(3, field.Size);
    }

    [Fact]
    public void AGlobalPoolOfOnePositionSeesNoMoreThanItDid() =>
        Assert.False(Declare.Network(3, 400, 400).Conv2d(8, 399, ("Stride", 2)).AdaptiveAvgPool2d(1).Flatten().Linear(10).Build().Output.Field.Vertical.IsGlobal);
}
