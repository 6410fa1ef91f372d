using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// What the ways to compute a convolution take, in cycles of a core with two 512-bit units. The choice is made when the network is compiled and is the
/// same on every processor, so that all give the same bits; what differs between processors is how much it gains.
/// </summary>
internal static class ConvolutionCost
{
    /// <summary>Vector multiply-adds of a cycle.</summary>
    public const double MultiplyAdds = 2;

    /// <summary>Bytes of the cache that a core has to itself.</summary>
    public const double Cache = 1 << 20;

    /// <summary>The share of it that one strip's transformed inputs and products may take; weights stream through the rest.</summary>
    public const double StripShare = 0.5;

    /// <summary>Bytes of a cycle from beyond that cache.</summary>
    public const double FarBytes = 8;

    /// <summary>The same of weights that are fetched ahead for each image: those of a whole network come from memory.</summary>
    public const double StreamedBytes = 6;

    /// <summary>Cycles that a strip takes for itself: three calls.</summary>
    public const double StripCycles = 200;

    /// <summary>Cycles for one transformed weight.</summary>
    public const double TransformedWeight = 1.5;

    /// <summary>Images of a batch that share the transformed weights of a step, as far as the choice goes: most batches are larger.</summary>
    public const double Images = 16;

    /// <summary>What Winograd must gain at least: it adds rounding errors and takes more memory.</summary>
    public const double Gain = 1.1;

    /// <summary>Cycles to transform a tile's inputs and its products, for 16 channels, by outputs of the tile.</summary>
    private static readonly Dictionary<int, (double Input, double Output)> _transforms = new() { [2] = (50, 40), [4] = (150, 110) };

    /// <summary>Cycles to store the sums behind a weight gradient and make its taps of them, for 16 weights, by outputs of a tile.</summary>
    private static readonly Dictionary<int, double> _taps = new() { [2] = 60, [4] = 130 };

    /// <summary>The direct sum.</summary>
    public static double Direct(ConvolutionGeometry geometry) => Sums(geometry.OutputTile, geometry) * geometry.Taps;

    /// <summary>Winograd's, with so many tiles at a time.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="form">The form.</param>
    /// <param name="tiles">Tiles of a strip.</param>
    /// <param name="isStreamed">Whether weights are fetched ahead for each image, as those of all layers are more than the cache holds.</param>
    public static double Winograd(ConvolutionGeometry geometry, WinogradForm form, int tiles, bool isStreamed) =>
        Winograd(geometry, form, Strips(Tiles(geometry, form), tiles), tiles, Products(geometry, form, tiles), isStreamed);

    /// <summary>Winograd's with all tiles at a time, their products by register tiles that suit so many.</summary>
    public static double WinogradTogether(ConvolutionGeometry geometry, WinogradForm form, int tiles, bool isStreamed)
    {
        int all = Tiles(geometry, form);
        return Winograd(geometry, form, strips: 1, all, Products(geometry, form, tiles) * Strips(all, tiles), isStreamed);
    }

    /// <summary>Winograd's for one of a group of images, of which all tiles are taken at a time; register tiles suit those of one image.</summary>
    public static double WinogradOfGroup(ConvolutionGeometry geometry, WinogradForm form, int images)
    {
        int tiles = Tiles(geometry, form);
        return Winograd(geometry, form, strips: 1, tiles * images, Products(geometry, form, tiles) * images, isStreamed: false) / images;
    }

    private static double Winograd(ConvolutionGeometry geometry, WinogradForm form, int strips, int tiles, double products, bool isStreamed)
    {
        int inputs = geometry.InputBlocks(TensorLayout.FullBlock);
        int outputs = geometry.OutputBlocks;
        (double input, double output) = _transforms[form.Outputs];
        double weights = WeightBytes(geometry, form);
        double strip = StripBytes(geometry, form, tiles);
        bool areBothTooMany = weights + strip > Cache;
        double transforms = strips * ((tiles * ((inputs * input) + (outputs * output))) + StripCycles + ((strip > Cache * StripShare ? 2 * strip : 0) / FarBytes));

        // What is fetched ahead comes while products are summed.
        return isStreamed
            ? transforms + Math.Max(strips * products, (areBothTooMany ? strips : 1) * weights / StreamedBytes)
            : transforms + (strips * (products + ((areBothTooMany ? weights : 0) / FarBytes)));
    }

    /// <summary>Bytes of the transformed weights.</summary>
    public static double WeightBytes(ConvolutionGeometry geometry, WinogradForm form) =>
        Block(form) * geometry.InputBlocks(TensorLayout.FullBlock) * geometry.OutputBlocks * TensorLayout.FullBlock;

    /// <summary>Bytes of the transformed inputs and the products of so many tiles.</summary>
    public static double StripBytes(ConvolutionGeometry geometry, WinogradForm form, int tiles) =>
        Block(form) * tiles * (geometry.InputBlocks(TensorLayout.FullBlock) + geometry.OutputBlocks);

    /// <summary>The direct sum of a weight gradient.</summary>
    public static double DirectWeights(ConvolutionGeometry geometry) => WeightSums(geometry, geometry.Output.Height * geometry.Output.Width) * geometry.Taps;

    /// <summary>Winograd's of a weight gradient, with so many tiles at a time, which may be those of several images: its sums take as much as transformed weights do.</summary>
    public static double WinogradWeights(ConvolutionGeometry geometry, WinogradForm form, int tiles)
    {
        int inputs = geometry.InputBlocks(TensorLayout.FullBlock);
        int outputs = geometry.OutputBlocks;
        int weights = inputs * outputs * TensorLayout.FullBlock;
        (double input, double output) = _transforms[form.Outputs];
        double cycles = (WeightSums(geometry, tiles) * form.Products) + (tiles * ((inputs * input) + (outputs * output))) + (weights * _taps[form.Outputs]) + StripCycles;
        double sums = WeightBytes(geometry, form);
        double strip = StripBytes(geometry, form, tiles);
        double far = (sums + strip > Cache ? 2 * sums : 0) + (strip > Cache * StripShare ? 2 * strip : 0);
        return (double)Tiles(geometry, form) / tiles * (cycles + (far / FarBytes));
    }

    /// <summary>What transforming weights at every step adds to one image of a batch.</summary>
    public static double Transformation(ConvolutionGeometry geometry, WinogradForm form) =>
        (double)form.Products * TensorLayout.FullBlock * TensorLayout.FullBlock * geometry.InputBlocks(TensorLayout.FullBlock) * geometry.OutputBlocks * TransformedWeight / Images;

    /// <summary>Strips of so many tiles.</summary>
    /// <param name="all">Tiles of the map.</param>
    /// <param name="tiles">Tiles of a strip.</param>
    public static int Strips(int all, int tiles) => (all + tiles - 1) / tiles;

    /// <summary>Tiles of a map; the last one of an axis shifts inwards.</summary>
    public static int Tiles(ConvolutionGeometry geometry, WinogradForm form) =>
        (geometry.Output.Height + form.Outputs - 1) / form.Outputs * ((geometry.Output.Width + form.Outputs - 1) / form.Outputs);

    /// <summary>Bytes of a block of channels, at all points.</summary>
    private static double Block(WinogradForm form) => (double)form.Products * TensorLayout.FullBlock * sizeof(float);

    /// <summary>The products of so many tiles, summed over the input channels.</summary>
    private static double Products(ConvolutionGeometry geometry, WinogradForm form, int tiles) =>
        Sums(new TileRequest(1, tiles, geometry.OutputBlocks, IsLanewise: false), geometry) * form.Products;

    /// <summary>All products of so many positions that one tap's gradient sums.</summary>
    private static double WeightSums(ConvolutionGeometry geometry, int positions) =>
        (double)positions * geometry.OutputBlocks * geometry.InputBlocks(TensorLayout.FullBlock) * TensorLayout.FullBlock / MultiplyAdds;

    /// <summary>All sums over the input channels for one tap, by the register tile that suits the map best.</summary>
    private static double Sums(TileRequest map, ConvolutionGeometry geometry) =>
        ConvolutionTile.Candidates(SimdTarget.All[0], map).Min(tile => tile.Time(SimdTarget.All[0], map))
        * map.Blocks * geometry.InputBlocks(TensorLayout.FullBlock) * TensorLayout.FullBlock / MultiplyAdds;
}
