using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using Xunit;

namespace NetworkGen.Core.Tests.Layers;

public sealed class HeadAndPointwiseTests
{
    [Theory]
    [InlineData("ReLU", "ReLU")]
    [InlineData("ReLU6", "ReLU6")]
    [InlineData("LeakyReLU", "LeakyReLU 0.01")]
    [InlineData("ELU", "ELU 1")]
    [InlineData("Hardsigmoid", "Hardsigmoid")]
    [InlineData("Hardswish", "Hardswish")]
    [InlineData("SiLU", "SiLU")]
    [InlineData("GELU", "GELU")]
    [InlineData("Sigmoid", "Sigmoid")]
    [InlineData("Tanh", "Tanh")]
    [InlineData("Dropout", "Dropout 0.5")]
    [InlineData("Softmax", "Softmax")]
    [InlineData("LogSoftmax", "LogSoftmax")]
    public void PointwiseLayersChangeNothingButValues(string kind, string description)
    {
        foreach (Declare net in new[] { Declare.Network(3, 5, 6).Layer(kind), Declare.Network(3, 5, 6).Flatten().Layer(kind) })
        {
            Node node = net.Build().Output;

            Assert.Equal(node.InputShapes[0], node.Shape);
            Assert.Equal((description, 0, 0L), (node.Layer.Description, node.Parameters.Count, node.Macs));
            Assert.Equal(1, node.Field.Vertical.Size);
        }
    }

    [Fact]
    public void BatchNormHasItsParametersAndBuffersInPyTorchsOrder()
    {
        Node node = Declare.Network(5, 4, 4).BatchNorm2d().Build().Output;

        Assert.Equal(
            [("0.weight", 1.0), ("0.bias", 0.0)],
            node.Parameters.Select(static parameter => (parameter.Name, parameter.Initializer.Value)));
        Assert.Equal(
            [("0.running_mean", 0.0), ("0.running_var", 1.0)],
            node.Buffers.Select(static buffer => (buffer.Name, buffer.Initializer.Value)));
        Assert.All(node.Parameters.Concat(node.Buffers), static spec => Assert.Equal([5], spec.Shape));
        Assert.All(node.Parameters.Concat(node.Buffers), static spec => Assert.False(spec.Initializer.IsUniform));
        Assert.Equal(new BatchNorm2d { Eps = 1e-5f, Momentum = 0.1f, Affine = true }, node.Layer);
    }

    [Fact]
    public void BatchNormWithoutAffineKeepsItsBuffersOnly()
    {
        Node node = Declare.Network(5, 4, 4).Layer("BatchNorm2d", ("Affine", false)).Build().Output;

        Assert.Empty(node.Parameters);
        Assert.Equal(2, node.Buffers.Count);
    }

    [Fact]
    public void BatchNormOnAVectorNormalizesEachFeature() =>
        Assert.Equal([80], Declare.Network(5, 4, 4).Flatten().BatchNorm2d().Build().Output.Parameters[0].Shape);

    [Theory]
    [InlineData(1, "PReLU")]
    [InlineData(5, "PReLU 5")]
    public void PReLUHasOneSlopeOrOnePerChannel(int slopes, string description)
    {
        Node node = Declare.Network(5, 4, 4).Layer("PReLU", ("NumParameters", slopes)).Build().Output;
        ParameterSpec weight = Assert.Single(node.Parameters);

        Assert.Equal((description, "0.weight"), (node.Layer.Description, weight.Name));
        Assert.Equal([slopes], weight.Shape);
        Assert.Equal(Initializer.Constant(0.25), weight.Initializer);
        Assert.Equal(node.InputShapes[0], node.Shape);
        Assert.Equal(1, node.Field.Vertical.Size);
    }

    [Fact]
    public void PReLUBeginsWithTheSlopeThatIsGiven() => Assert.Equal(
        Initializer.Constant(0.5), Declare.Network(5, 4, 4).Layer("PReLU", ("Init", 0.5f)).Build().Output.Parameters[0].Initializer);

    [Fact]
    public void GroupNormHasAWeightAndABiasPerChannelAndNoBuffers()
    {
        foreach ((Declare net, int channels) in new[] { (Declare.Network(6, 4, 5), 6), (Declare.Network(6, 4, 5).Flatten(), 120) })
        {
            Node node = net.Layer("GroupNorm", ("Groups", 3)).Build().Output;

            Assert.Equal(
                [("weight", 1.0), ("bias", 0.0)],
                node.Parameters.Select(static parameter => (parameter.Name.Split('.')[1], parameter.Initializer.Value)));
            Assert.All(node.Parameters, parameter => Assert.Equal([channels], parameter.Shape));
            Assert.Empty(node.Buffers);
            Assert.Equal(new GroupNorm { Groups = 3, Eps = 1e-5f, Affine = true }, node.Layer);
            Assert.Equal(node.InputShapes[0], node.Shape);
        }
    }

    [Fact]
    public void LayerNormHasAWeightAndABiasPerValue()
    {
        Node map = Declare.Network(6, 4, 5).Layer("LayerNorm").Build().Output;
        Node vector = Declare.Network(6, 4, 5).Flatten().Layer("LayerNorm").Build().Output;

        Assert.Equal([("0.weight", 1.0), ("0.bias", 0.0)], map.Parameters.Select(static parameter => (parameter.Name, parameter.Initializer.Value)));
        Assert.All(map.Parameters, static parameter => Assert.Equal([6, 4, 5], parameter.Shape));
        Assert.All(vector.Parameters, static parameter => Assert.Equal([120], parameter.Shape));
        Assert.Empty(map.Buffers);
        Assert.Equal(new LayerNorm { Eps = 1e-5f, Affine = true }, map.Layer);
        Assert.Equal((map.InputShapes[0], vector.InputShapes[0]), (map.Shape, vector.Shape));
    }

    [Theory]
    [InlineData("GroupNorm", "GroupNorm 2, not affine")]
    [InlineData("LayerNorm", "LayerNorm, not affine")]
    public void ANormOfImagesWithoutAffineHasNoParameters(string kind, string description)
    {
        (string, object)[] groups = kind == "GroupNorm" ? [("Groups", 2)] : [];
        Node node = Declare.Network(6, 4, 4).Layer(kind, [.. groups, ("Affine", false)]).Build().Output;

        Assert.Empty(node.Parameters);
        Assert.Equal(description, node.Layer.Description);
    }

    [Fact]
    public void FlattenMakesAVectorAndLinearReadsIt()
    {
        Network network = Declare.Network(3, 2, 2).Flatten().Linear(7, ("InFeatures", 12)).Build();

        Assert.Equal([TensorShape.Vector(12), TensorShape.Vector(7)], network.Nodes.Select(static node => node.Shape));
        Assert.Equal([7, 12], network.Output.Parameters[0].Shape);
        Assert.Equal(["1.weight", "1.bias"], network.Output.Parameters.Select(static parameter => parameter.Name));
        Assert.All(network.Output.Parameters, static parameter => Assert.Equal(Initializer.Uniform(1 / Math.Sqrt(12)), parameter.Initializer));
        Assert.Equal(84, network.Output.Macs);
        Assert.True(network.Output.Field.Vertical.IsGlobal);
    }

    [Fact]
    public void ALinearLayerMayGoWithoutBias() =>
        Assert.Equal("1.weight", Assert.Single(Declare.Network(3, 2, 2).Flatten().Linear(7, ("Bias", false)).Build().Output.Parameters).Name);

    [Theory]
    [InlineData(1f / 255, 0f, "Rescale ×1/255")]
    [InlineData(0.5f, -0.25f, "Rescale ×1/2 - 0.25")]
    [InlineData(2.5f, 1f, "Rescale ×2.5 + 1")]
    public void RescaleSaysItsNumbers(float scale, float offset, string description) => Assert.Equal(
        description,
        Declare.Network(1, 2, 2).Layer("Rescale", ("Scale", scale), ("Offset", offset)).Build().Output.Layer.Description);

    [Fact]
    public void AWholeNumberIsANumber() =>
        Assert.Equal(2, ((Rescale)Declare.Network(1, 2, 2).Layer("Rescale", ("Scale", 2)).Build().Output.Layer).Scale);

    [Fact]
    public void NormalizeTakesOneNumberOrOnePerChannel()
    {
        Network network = Declare.Network(3, 2, 2)
            .Layer("Normalize", ("Mean", new[] { 0.485, 0.456, 0.406 }), ("Std", new[] { 0.25 })).Build();
        var layer = (Normalize)network.Output.Layer;

        Assert.Equal([0.485, 0.456, 0.406], layer.Mean);
        Assert.Equal([0.25], layer.Std);
    }

    [Fact]
    public void EveryLayerOfTheCatalogNamesItself()
    {
        Assert.Equal(32, LayerCatalog.Kinds.Count);
        foreach (string kind in LayerCatalog.Kinds)
        {
            var unheard = new IssueSink([], new LayerPosition(0));
            Layer layer = LayerCatalog.Read(kind, new ArgumentReader(kind, [], unheard));

            Assert.Equal(kind, layer.Kind);
            Assert.StartsWith(kind, layer.Description);
        }
    }
}
