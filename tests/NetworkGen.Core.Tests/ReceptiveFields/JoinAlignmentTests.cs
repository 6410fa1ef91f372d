using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class JoinAlignmentTests
{
    [Fact]
    public void AStridedShortcutBesideAPaddedConvolutionIsAligned() =>
        Assert.True(IsAligned(Declare.Network(4, 32, 32).Block("Residual", static block => block.Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Layer("Shortcut")).Use("Residual")));

    [Fact]
    public void APoolBesideAPaddedConvolutionIsHalfAPixelOff()
    {
        Network network = Declare.Network(4, 32, 32).Named("stem").AvgPool2d(2, ("Name", "pool")).From("stem").Conv2d(4, 3, ("Stride", 2), ("Padding", 1)).Add("pool").Build();

        Assert.False(JoinAlignment.IsAligned(network, network.Output, Axis.Vertical));
        Assert.Equal((2, 1), JoinAlignment.Misaligned(network, network.Output, Axis.Vertical));
        Assert.Equal((0, 0.5), (network.FieldOf(2).Vertical.Center, network.FieldOf(1).Vertical.Center));
    }

    [Fact]
    public void SizesThatAgreeByAccidentHaveDifferentJumps() => // 32 − 16 = 32/2
        Assert.False(IsAligned(Declare.Network(4, 32, 32).Named("stem").MaxPool2d(2, ("Name", "pool")).From("stem").Conv2d(4, 17).Add("pool")));

    [Fact]
    public void AGateHasNoPlace() =>
        Assert.True(IsAligned(Declare.Network(4, 32, 32).Named("map").AdaptiveAvgPool2d(1).Mul("map")));

    [Fact]
    public void NearestUpsamplingComesBackToThePlaceOfThePool() =>
        Assert.True(IsAligned(Declare.Network(4, 32, 32).Named("map").MaxPool2d().Upsample(2).Add("map")));

    private static bool IsAligned(Declare net)
    {
        Network network = net.Build();
        return JoinAlignment.IsAligned(network, network.Output, Axis.Vertical) && JoinAlignment.IsAligned(network, network.Output, Axis.Horizontal);
    }
}
