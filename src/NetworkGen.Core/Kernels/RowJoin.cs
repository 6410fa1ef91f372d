using System;
using System.Linq;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// How many rows of a map a 1×1 convolution computes as one: a register tile divides 196 columns better than fourteen times 14, the more so where it is narrow
/// or the columns are few. Cores share the tiles of what is joined, or the panels of weights.
/// </summary>
internal static class RowJoin
{
    /// <summary>Blocks of output channels times rows that are left at least. From when cores shared rows, of which many cores wanted some each; they share tiles now.</summary>
    private const int FewestShares = 32;

    /// <summary>The same of a map so small that it is little work for many cores.</summary>
    private const int FewestOfSmall = 8;

    /// <summary>Positions of a small map.</summary>
    private const int MostOfSmall = 64;

    /// <summary>What fewer joined rows may cost, in modelled time; likewise.</summary>
    private const double Slack = 1.015;

    /// <summary>Rows that are joined; 1 where nothing is gained.</summary>
    /// <param name="geometry">A 1×1 convolution of a map without anything between its rows.</param>
    /// <param name="hasGaps">Whether there is something between those of its output.</param>
    public static int Rows(ConvolutionGeometry geometry, bool hasGaps)
    {
        int height = geometry.Output.Height;
        int shares = height * geometry.Output.Width <= MostOfSmall ? FewestOfSmall : FewestShares;
        (int Rows, double Time)[] ways =
        [
            .. Enumerable.Range(1, height)
                .Where(rows => height % rows == 0 && (rows == 1 || height / rows * geometry.OutputBlocks >= shares))
                .Select(rows => (rows, Time(geometry.Joined(rows, hasGaps).OutputTile))),
        ];
        double most = ways.Min(static way => way.Time) * Slack;
        return ways.First(way => way.Time <= most).Rows;
    }

    /// <summary>
    /// Rows that are joined in training, forward and to the input: all of a small map. Joining others, too, was 3 % faster for ResNet-50 and cost its inference
    /// 2 %, as both choose from one menu of tiles.
    /// </summary>
    /// <param name="geometry">A 1×1 convolution of maps without anything between their rows.</param>
    public static int RowsOfTraining(ConvolutionGeometry geometry) =>
        geometry.Output.Height * geometry.Output.Width <= MostOfSmall && Math.Min(geometry.OutputBlocks, geometry.InputBlocks(TensorLayout.FullBlock)) >= FewestOfSmall
            ? geometry.Output.Height
            : 1;

    /// <summary>Rows that are joined for the gradient of the weights: as many as one sum takes.</summary>
    /// <param name="geometry">A 1×1 convolution of maps without anything between their rows.</param>
    public static int RowsOfSum(ConvolutionGeometry geometry) => Enumerable.Range(1, geometry.Output.Height)
        .Last(rows => geometry.Output.Height % rows == 0 && (rows == 1 || rows * geometry.Output.Width <= ConvolutionWeightsKernel.PositionsPerSum));

    /// <summary>Modelled time by the best register tiles, over all widths that tiles are chosen for.</summary>
    private static double Time(TileRequest request) => SimdTarget.Tiled.Sum(simd => ConvolutionTile.Candidates(simd, request).Min(tile => tile.Time(simd, request)));
}
