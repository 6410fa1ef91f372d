using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

public sealed class NetworkBuilderTests
{
    [Fact]
    public void LayersAreNamedByTheirIndexUnlessTheyHaveAName()
    {
        Network network = Declare.Network(1, 28, 28).Rescale(1f / 255).Conv2d(4).Layer("ReLU", ("Name", "act")).Conv2d(4, 3, ("Name", "features.0")).Build();

        Assert.Equal(["0", "1", "act", "features.0"], network.Nodes.Select(static node => node.Name));
        Assert.Equal(
            ["1.weight", "1.bias", "features.0.weight", "features.0.bias"],
            network.Nodes.SelectMany(static node => node.Parameters).Select(static parameter => parameter.Name));
    }

    [Fact]
    public void ParametersNeverShareAName()
    {
        Network network = Declare.Network(1, 28, 28).Conv2d(4, 3, ("Name", "a")).Conv2d(4).Conv2d(4, 3, ("Name", "b")).Build();
        string[] names = [.. network.Nodes.SelectMany(static node => node.Parameters).Select(static parameter => parameter.Name)];

        Assert.Equal(6, names.Distinct().Count());
    }

    [Fact]
    public void EachNodeReadsTheOneBeforeIt()
    {
        Network network = Declare.Network(3, 28, 28).Conv2d(4).ReLU().MaxPool2d().Build();

        Assert.Equal([Network.Input, 0, 1], network.Nodes.Select(static node => Assert.Single(node.Inputs)));
        Assert.Equal([0, 1, 2], network.Nodes.Select(static node => node.Index));
        Assert.Equal([0, 1, 2], network.Nodes.Select(static node => node.LayerIndex));
        Assert.Equal(
            [network.InputShape, network.Nodes[0].Shape, network.Nodes[1].Shape],
            network.Nodes.Select(static node => Assert.Single(node.InputShapes)));
    }

    [Theory]
    [InlineData(28, 20, null, 28, 20)]
    [InlineData(28, 20, 10, 10, 10)]
    [InlineData(28, 20, 25, 25, 20)]
    public void TheObjectIsTheImageUnlessSaidOtherwise(int height, int width, int? declared, int objectHeight, int objectWidth)
    {
        Declare net = Declare.Network(1, height, width).ReLU();
        Assert.Equal((objectHeight, objectWidth), (declared is { } size ? net.ObjectSize(size) : net).Build().ObjectSize);
    }

    [Fact]
    public void EqualDeclarationsBuildEqualNetworks()
    {
        Network network = Networks.Digits().Build();

        Assert.Equal(network, Networks.Digits().Build());
        Assert.NotEqual(network, Networks.Digits().ReLU().Build());
    }

    [Fact]
    public void FieldsBeyondAnyImageSaturate()
    {
        Network network = Declare.Network(1, 100, 100)
            .Repeat(3, static net => net.Conv2d(1, 1, ("Stride", 30_000), ("Padding", 30_000))).Conv2d(1).Build();

        AxisField field = network.Output.Field.Vertical;
        Assert.Equal((1e12, int.MaxValue), (field.Jump, field.Size));
    }
}
