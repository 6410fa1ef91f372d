using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which layers take a group of images at a time, and how many images that is.</summary>
public sealed class ImageGroupTests
{
    /// <summary>With 192 channels 5 MiB of transformed weights would be read again for each strip; with 128 a map in two strips, which cores can divide, is as fast.</summary>
    [Theory]
    [InlineData(128, false)]
    [InlineData(192, true)]
    public void ALayerTakesAGroupWhereItsWeightsAreMany(int channels, bool isGrouped)
    {
        InferencePlan plan = ExecutionPlan.For(Heavy(channels).Build()).Inference;

        Assert.Equal(isGrouped, plan.ImageGroup is not null);
        Assert.Equal(isGrouped, plan.Calls.Any(static call => call.IsOverImages));
    }

    [Fact]
    public void ImagesAreTheRowsOfItsSums()
    {
        KernelCall call = Assert.Single(ExecutionPlan.For(Heavy(192).Build()).Inference.Calls, static call => call.IsOverImages);

        var kernel = Assert.IsType<ConvolutionKernel>(call.Kernel);
        string? Text(string parameter) => call.Operands[kernel.Parameters.ToList().IndexOf(parameter)].Literal;
        Assert.Equal(ImageGroup.Count, Text("rows"));
        Assert.Equal(ImageGroup.ArenaName, Text("xPitch"));
        Assert.Equal(ImageGroup.ArenaName, Text("yPitch"));
    }

    /// <summary>A head that takes groups has them in another way.</summary>
    [Fact]
    public void BesideAHeadOfManyWeightsImagesGoAlone()
    {
        InferencePlan plan = ExecutionPlan.For(Heavy(192).Flatten().Linear(512).Build()).Inference;

        Assert.NotNull(plan.Group);
        Assert.Null(plan.ImageGroup);
        Assert.DoesNotContain(plan.Calls, static call => call.IsOverImages);
    }

    [Fact]
    public void TrainingHasGroupsOfItsOwn() =>
        Assert.DoesNotContain(
            ExecutionPlan.For(Heavy(192).Build()).Training.Forward.SelectMany(static phase => phase.Calls), static call => call.IsOverImages);

    /// <summary>A group's arenas take 32 MiB at most, and begin on different lines of a page.</summary>
    [Theory]
    [InlineData(100_000, 4)]
    [InlineData(2_000_000, 4)]
    [InlineData(3_000_000, 2)]
    public void AGroupIsSmallerWhereArenasAreLarge(long arenaLength, int images)
    {
        ImageGroup group = ImageGroup.Of(arenaLength);

        Assert.Equal(images, group.Images);
        Assert.InRange(group.Arena, arenaLength, arenaLength + 2048);
        Assert.Equal(5 * 64, group.Arena * sizeof(float) % 4096);
    }

    /// <summary>Of one that no group fits, emitted code could not even name the length.</summary>
    [Theory]
    [InlineData(5_000_000)]
    [InlineData(int.MaxValue)]
    public void WhereArenasAreLargerStillImagesGoAlone(long arenaLength) => Assert.Equal(new ImageGroup(1, 0), ImageGroup.Of(arenaLength));

    private static Declare Heavy(int channels) => Declare.Network(channels, 14, 14).Conv2d(channels, 3, ("Padding", 1));
}
