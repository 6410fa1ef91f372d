using System.Linq;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

public sealed class TileTests
{
    [Theory]
    [InlineData(56, 56, 4, "1x14x2")]
    [InlineData(56, 56, 1, "1x28x1")]
    [InlineData(1, 1, 4, "1x1x4")]
    public void At512BitsTheBestTileFillsTheRegisters(int rows, int columns, int blocks, string tile)
    {
        var request = new TileRequest(rows, columns, blocks, IsLanewise: false);
        ConvolutionTile[] candidates = [.. ConvolutionTile.Candidates(SimdTarget.All[0], request)];
        double best = candidates.Min(candidate => candidate.Time(SimdTarget.All[0], request));

        ConvolutionTile named = candidates.Single(candidate => candidate.ToString() == tile);
        Assert.True(named.Time(SimdTarget.All[0], request) <= best * 1.05, $"{tile} takes {named.Time(SimdTarget.All[0], request) / best:F3} times the best tile's time");
    }

    [Fact]
    public void NoTileNeedsMoreRegistersThanThereAre()
    {
        foreach (SimdTarget simd in SimdTarget.Tiled)
        {
            foreach ((bool lanewise, bool pooled) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                ConvolutionTile[] tiles = [.. ConvolutionTile.Candidates(simd, new TileRequest(100, 100, 12, lanewise, pooled))];
                Assert.NotEmpty(tiles);
                foreach (ConvolutionTile tile in tiles)
                {
                    Assert.True((tile.Positions * tile.Vectors) + tile.Vectors + 1 <= simd.Registers, $"{tile} at {simd.Suffix}");
                }
            }
        }
    }

    /// <summary>Nine weights and a value beside the accumulators.</summary>
    [Fact]
    public void LaneByLaneTheRegistersHoldTheWeightsOfA3x3() =>
        Assert.All(
            ConvolutionTile.Candidates(SimdTarget.All[0], new TileRequest(100, 100, 1, IsLanewise: true)),
            static tile => Assert.InRange(tile.Positions, 1, SimdTarget.All[0].Registers - 10));

    [Theory]
    [InlineData(3, 1, 1, true)]
    [InlineData(3, 2, 1, true)]
    [InlineData(3, 1, 2, false)]
    [InlineData(5, 1, 1, false)]
    public void ADepthwise3x3HasNoLoopOverTaps(int size, int stride, int dilation, bool hasSlidingTaps)
    {
        Network network = Declare.Network(32, 24, 24).DepthwiseConv2d(size, ("Stride", stride), ("Dilation", dilation)).Build();
        ConvolutionKernel kernel = Assert.Single(ExecutionPlan.For(network).Inference.Calls.Select(static call => call.Kernel).OfType<ConvolutionKernel>());
        var writer = new SourceWriter();
        kernel.Body(writer, SimdTarget.All[0]);

        Assert.Equal(hasSlidingTaps, kernel.HasSlidingTaps);
        Assert.Equal(!hasSlidingTaps, writer.ToString().Contains("tapRows; r++", System.StringComparison.Ordinal));
        Assert.Equal(hasSlidingTaps, kernel.Name.StartsWith("Depthwise3x3", System.StringComparison.Ordinal));
    }

    /// <summary>Every result gets its nine products, in the order of the taps.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 7, 1)]
    [InlineData(2, 5, 2)]
    [InlineData(3, 3, 3)]
    [InlineData(1, 4, 5)]
    public void SlidingTapsKeepTheOrderOfASum(int rows, int columns, int stride)
    {
        var writer = new SourceWriter();
        SlidingTaps.Print(writer, SimdTarget.All[0], new ConvolutionTile(rows, columns, 1), stride);
        string[] products = [.. writer.ToString().Split("FusedMultiplyAdd(v, ").Skip(1)];

        for (int sum = 0; sum < rows * columns; sum++)
        {
            string[] taps = [.. products.Where(product => product.Split(')')[0].EndsWith($", a{sum}", System.StringComparison.Ordinal)).Select(static product => product.Split(',')[0])];
            Assert.Equal(Enumerable.Range(0, 9).Select(static tap => $"w{tap}"), taps);
        }
    }

    /// <summary>Row by row, where there are fewer registers, a row of results gets its three products of each row of taps in their order.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(11, 2)]
    [InlineData(3, 4)]
    public void SlidingTapsOfARowKeepTheOrderOfASum(int columns, int stride)
    {
        var writer = new SourceWriter();
        SlidingTaps.Print(writer, SimdTarget.Any, new ConvolutionTile(1, columns, 1), stride);
        string[] products = [.. writer.ToString().Split("MultiplyAdd(v, ").Skip(1)];

        Assert.Equal(3 * columns, products.Length);
        for (int sum = 0; sum < columns; sum++)
        {
            string[] taps = [.. products.Where(product => product.Split(')')[0].EndsWith($", a{sum}", System.StringComparison.Ordinal)).Select(static product => product.Split(',')[0])];
            Assert.Equal(["w0", "w1", "w2"], taps);
        }
    }

    /// <summary>A row of weights and a value beside the accumulators.</summary>
    [Fact]
    public void LaneByLaneNarrowTilesAreRows() =>
        Assert.All(
            ConvolutionTile.Candidates(SimdTarget.Any, new TileRequest(100, 100, 1, IsLanewise: true)),
            static tile => Assert.True(tile is { Rows: 1, Vectors: 1, Columns: <= 12 }));

    [Theory]
    [InlineData(1, 3, 3, 16)]
    [InlineData(4, 3, 3, 16)]
    [InlineData(2, 1, 1, 16)]
    [InlineData(1, 3, 3, 1)]
    [InlineData(2, 26, 26, 1)]
    [InlineData(3, 7, 5, 16)]
    public void WeightTilesDivideTheTapsAndKeepTheRegisters(int blocks, int rows, int columns, int channels)
    {
        foreach (SimdTarget simd in SimdTarget.Tiled)
        {
            WeightTile tile = WeightTile.Choose(simd, blocks, rows, columns, channels, lanewise: false);

            Assert.Equal(0, rows % tile.TapRows);
            Assert.Equal(0, columns % tile.TapColumns);
            Assert.Equal(0, channels % tile.Channels);
            Assert.True((tile.Vectors * (tile.Points + 1)) + 1 <= simd.Registers);
        }
    }

    [Fact]
    public void MapsOfOneNetworkShareTiles()
    {
        var request = new TileRequest(12, 12, 1, IsLanewise: false);
        TileMenu menu = new Groundwork(Networks.Digits().Winograd(2).Build()).Tiles;

        Assert.NotEmpty(menu[new TileRequest(26, 26, 1, IsLanewise: false)]);
        Assert.Equal(SimdTarget.Tiled.Count, menu[request].Count);
        Assert.True(
            menu.Tiles.Distinct().Count() < menu.Tiles.Count,
            "every map has a kernel of its own");
    }
}
