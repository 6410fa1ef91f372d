using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>Whose tiles fetch weights ahead of their use: those of networks with more weights than a cache holds.</summary>
public sealed class FetchAheadTests
{
    [Fact]
    public void ASmallNetworkFetchesNothing() => Assert.All(Convolutions(Networks.Digits().Build()), static kernel => Assert.False(kernel.FetchesAhead));

    /// <summary>Those of its first layer, which read planes, have few weights all the same.</summary>
    [Fact]
    public void ALargeNetworkFetchesWhereItReadsBlocks()
    {
        ConvolutionKernel[] kernels = Convolutions(Networks.Vgg16Features(64).Build());

        Assert.Contains(kernels, static kernel => kernel.FetchesAhead);
        Assert.All(kernels, static kernel => Assert.Equal(kernel.Input == ConvolutionInput.Blocks, kernel.FetchesAhead));
    }

    private static ConvolutionKernel[] Convolutions(Network network) =>
        [.. ExecutionPlan.For(network).Inference.Calls.Select(static call => call.Kernel).OfType<ConvolutionKernel>()];
}
