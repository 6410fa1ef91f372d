using System;
using System.Collections.Generic;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// What the ways to compute a convolution take, in cycles of a core with two 512-bit units. The choice is made when the network is compiled and is the
/// same on every processor, so that all give the same bits; what differs between processors is how much it gains.
/// </summary>
internal static class ConvolutionCost
{
    /// <summary>Multiply-adds of a cycle.</summary>
    public const double MultiplyAdds = 32;

    /// <summary>The share of that which register tiles reach.</summary>
    public const double TileShare = 0.95;

    /// <summary>Bytes of the cache that a core has to itself.</summary>
    public const double Cache = 1 << 20;

    /// <summary>The share of it that one strip's transformed inputs and products may take; weights stream through the rest.</summary>
    public const double StripShare = 0.7;

    /// <summary>Bytes of a cycle from beyond that cache.</summary>
    public const double FarBytes = 10;

    /// <summary>What Winograd must gain at least: it adds rounding errors and takes more memory.</summary>
    public const double Gain = 1.1;

    /// <summary>Cycles to transform a tile's inputs and its products, for 16 channels, by outputs of the tile.</summary>
    private static readonly Dictionary<int, (double Input, double Output)> _transforms = new() { [2] = (50, 40), [4] = (150, 110) };

    /// <summary>The direct sum.</summary>
    public static double Direct(ConvolutionGeometry geometry) =>
        (double)Filled(geometry.InChannels) * Filled(geometry.OutChannels) * geometry.Taps * geometry.Output.Height * geometry.Output.Width / MultiplyAdds / TileShare;

    /// <summary>Winograd's, with so many rows of tiles at a time.</summary>
    public static double Winograd(ConvolutionGeometry geometry, WinogradForm form, int tileRows)
    {
        double rows = Tiles(geometry.Output.Height, form);
        double columns = Tiles(geometry.Output.Width, form);
        double strips = Math.Ceiling(rows / tileRows);
        double tiles = strips * tileRows * columns;
        double inputs = Filled(geometry.InChannels);
        double outputs = Filled(geometry.OutChannels);
        (double input, double output) = _transforms[form.Outputs];
        double products = tiles * form.Products * inputs * outputs / MultiplyAdds / TileShare;
        double transforms = tiles * ((inputs * input) + (outputs * output)) / TensorLayout.FullBlock;
        double weights = form.Products * inputs * outputs * sizeof(float);
        double strip = form.Products * tileRows * columns * (inputs + outputs) * sizeof(float);
        double far = (weights > Cache * (1 - StripShare) ? strips * weights : 0) + (strip > Cache * StripShare ? strips * 2 * strip : 0);
        return products + transforms + (far / FarBytes);
    }

    /// <summary>Tiles along an axis; the last one shifts inwards.</summary>
    public static int Tiles(int outputs, WinogradForm form) => (outputs + form.Outputs - 1) / form.Outputs;

    private static int Filled(int channels) => (channels + TensorLayout.FullBlock - 1) / TensorLayout.FullBlock * TensorLayout.FullBlock;
}
