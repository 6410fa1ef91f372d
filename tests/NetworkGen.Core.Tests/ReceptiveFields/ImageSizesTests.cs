using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

public sealed class ImageSizesTests
{
    [Fact]
    public void ThePyramidLosesNothingAt390And16PixelsFurtherAgain()
    {
        Network network = Networks.Pyramid().Build();

        Assert.Equal([390, 406, 422], ImageSizes.LosingNothing(network, Axis.Vertical, 2));
        Assert.Equal([390, 406], ImageSizes.LosingNothing(network, Axis.Horizontal, 1));
        Assert.Equal([390, 406, 422], ImageSizes.LosingNothing(Networks.Pyramid(406).Build(), Axis.Vertical, 1));
    }

    [Fact]
    public void EveryProposedSizeIsRead()
    {
        Network network = Declare.Network(1, 112, 112)
            .Conv2d(1).Conv2d(1, 3, ("Stride", 2)).Conv2d(1).MaxPool2d().Conv2d(1, 3, ("Stride", 2)).Conv2d(1).Build();
        int[] sizes = [.. ImageSizes.LosingNothing(network, Axis.Vertical, 3)];

        Assert.Equal([91, 99, 107, 115, 123, 131], sizes);
        Assert.All(Enumerable.Range(85, 50), size => Assert.Equal(
            sizes.Contains(size), ExactField.ReadByAll(ImageSizes.OnImage(network, Axis.Vertical, size)!, Axis.Vertical).Count == size));
    }

    [Fact]
    public void ASizeThatBreaksTheHeadIsNotProposed()
    {
        Network network = Declare.Network(1, 21, 21).Conv2d(4).MaxPool2d().Flatten().Linear(10, ("InFeatures", 324)).Build();

        Assert.Equal([20], ImageSizes.LosingNothing(network, Axis.Vertical, 2)); // 18 → 9 rows at 20 and at 21
    }

    [Fact]
    public void ThePyramidNeedsAtLeast390Pixels()
    {
        (int smallest, int largest) = ImageSizes.Legal(Networks.Pyramid().Build(), Axis.Horizontal);

        Assert.Equal(390, smallest);
        Assert.NotNull(ImageSizes.OnImage(Networks.Pyramid().Build(), Axis.Horizontal, largest));
        Assert.Null(ImageSizes.OnImage(Networks.Pyramid().Build(), Axis.Horizontal, largest + 1));
    }

    [Theory]
    [InlineData(20, 21)] // the pool's floor lets two sizes lead to 9 rows
    public void DeclaredFeaturesBoundTheImage(int smallest, int largest)
    {
        Network network = Declare.Network(1, 20, 20).Conv2d(4).MaxPool2d().Flatten().Linear(10, ("InFeatures", 324)).Build();

        Assert.Equal((smallest, largest), ImageSizes.Legal(network, Axis.Vertical));
    }

    [Fact]
    public void ATwoPathNetworkFitsEverySecondSize()
    {
        Network network = Declare.Network(1, 16, 16).Named("stem").MaxPool2d().Conv2d(4, 1).Upsample(2).Add("stem").Build();
        (int smallest, int largest) = ImageSizes.Legal(network, Axis.Vertical);

        Assert.Equal(2, smallest);
        Assert.Equal(Limits.Image, largest);
        Assert.Equal([14, 16, 18], ImageSizes.LosingNothing(network, Axis.Vertical, 1));
    }
}
