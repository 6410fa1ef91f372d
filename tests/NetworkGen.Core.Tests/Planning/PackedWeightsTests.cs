using System;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

public sealed class PackedWeightsTests
{
    /// <summary>Layers whose packed weights are many more than their parameters: few channels, many groups, strides, batch norms.</summary>
    private static readonly (string Name, Declare Declare)[] _cases =
    [
        ("the pyramid", Networks.Pyramid()),
        ("VGG-16", Networks.Vgg16Features(64)),
        ("one channel", Declare.Network(1, 16, 16).Conv2d(1).Conv2d(1)),
        ("33 channels", Declare.Network(33, 16, 16).Conv2d(33).BatchNorm2d().ReLU()),
        ("odd groups", Declare.Network(15, 16, 16).Conv2d(25, 3, ("Groups", 5)).Conv2d(5, 3, ("Groups", 5))),
        ("depthwise", Declare.Network(17, 16, 16).DepthwiseConv2d().BatchNorm2d().Conv2d(3, 1)),
        ("patches", Declare.Network(3, 32, 32).BatchNorm2d().Conv2d(20, 8, ("Stride", 8))),
        ("strides", Declare.Network(3, 33, 33).BatchNorm2d().Conv2d(20, 5, ("Stride", 3), ("Padding", 2))),
        ("transposed", Declare.Network(2, 8, 8).BatchNorm2d().ConvTranspose2d(3, 4, ("Stride", 2)).BatchNorm2d()),
        ("layer norm", Declare.Network(3, 9, 9).Layer("LayerNorm").Layer("PReLU")),
        ("linear", Declare.Network(1, 5, 5).Flatten().Linear(3).ReLU().Linear(17)),
    ];

    [Fact]
    public void TheBoundHoldsForWhatIsPlanned() => Assert.All(_cases, static one =>
    {
        Network network = one.Declare.Build();
        ExecutionPlan plan = ExecutionPlan.For(network);
        long packed = Math.Max(plan.Inference.WeightsLength, Math.Max(plan.Training.WeightsLength, plan.Training.WeightGradientsLength));

        Assert.True(packed <= PackedWeights.AtMost(network), $"{one.Name}: {packed} packed, at most {PackedWeights.AtMost(network)} expected");
    });

    /// <summary>VGG-16's largest layer, 103 million weights.</summary>
    [Fact]
    public void LargeLayersAreNotPlannedForIt() =>
        Assert.InRange(PackedWeights.AtMost(Declare.Network(512, 7, 7).Flatten().Linear(4096).Build()), 102_760_448, int.MaxValue);
}
