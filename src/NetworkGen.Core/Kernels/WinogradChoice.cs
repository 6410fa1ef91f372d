using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed by Winograd's minimal filtering.</summary>
/// <param name="Form">The form.</param>
/// <param name="Tiles">Tiles of a strip.</param>
/// <param name="Strips">Strips; the last one shifts inwards.</param>
/// <param name="Outputs">Blocks of output channels.</param>
internal sealed record WinogradChoice(WinogradForm Form, int Tiles, int Strips, int Outputs)
{
    /// <summary>Tiles of a strip at most: more fill the cache and gain nothing.</summary>
    private const int MostTiles = 256;

    /// <summary>Floats between values of one tile that must not all fall on the same lines of the first-level cache.</summary>
    private const int Page = 4096 / sizeof(float);

    /// <summary>The products as a map to write.</summary>
    public TileRequest Products => new(1, Tiles, Outputs, IsLanewise: false);

    /// <summary>The fastest way that is worth it, or null where the direct sum is better or nothing else fits.</summary>
    public static WinogradChoice? For(ConvolutionGeometry geometry, WinogradMode mode)
    {
        if (mode == WinogradMode.Off || !Suits(geometry))
        {
            return null;
        }

        (WinogradForm form, int tiles, double cost) = (
            from candidate in Forms(geometry, mode)
            from strip in StripSizes(ConvolutionCost.Tiles(geometry, candidate))
            select (Form: candidate, Tiles: strip, Cost: ConvolutionCost.Winograd(geometry, candidate, strip)))
            .OrderBy(static way => way.Cost)
            .FirstOrDefault();
        return form is null || cost * ConvolutionCost.Gain > ConvolutionCost.Direct(geometry)
            ? null
            : new WinogradChoice(form, tiles, ConvolutionCost.Strips(geometry, form, tiles), geometry.OutputBlocks);
    }

    /// <summary>The same for a training pass, forward and to the input: there weights are transformed at every step, which takes a part of what is gained.</summary>
    public static WinogradChoice? ForTraining(ConvolutionGeometry geometry, WinogradMode mode) =>
        For(geometry, mode) is { } choice
        && (ConvolutionCost.Winograd(geometry, choice.Form, choice.Tiles) + ConvolutionCost.Transformation(geometry, choice.Form)) * ConvolutionCost.Gain <= ConvolutionCost.Direct(geometry)
            ? choice
            : null;

    /// <summary>The forms that a mode allows and a map has room for.</summary>
    public static IEnumerable<WinogradForm> Forms(ConvolutionGeometry geometry, WinogradMode mode) =>
        (mode == WinogradMode.F2 ? new[] { WinogradForm.F2 } : [WinogradForm.F4, WinogradForm.F2])
        .Where(form => Math.Min(geometry.Output.Height, geometry.Output.Width) >= form.Outputs);

    /// <summary>Strips of equal size, in all numbers up to a practical one.</summary>
    private static IEnumerable<int> StripSizes(int tiles) =>
        Enumerable.Range(1, tiles).Select(strips => (tiles + strips - 1) / strips).Distinct().Where(size => size <= MostTiles);

    /// <summary>Floats from one block of a strip to the next: padded so that a tile's values don't lie whole pages apart.</summary>
    public long Plane(int blocks) => Plane(Tiles, blocks);

    /// <summary>The same for so many tiles.</summary>
    public static long Plane(long tiles, int blocks)
    {
        while (blocks * tiles * TensorLayout.FullBlock % Page is < 2 * TensorLayout.FullBlock or > Page - (2 * TensorLayout.FullBlock))
        {
            tiles++;
        }

        return tiles * TensorLayout.FullBlock;
    }

    /// <summary>Whether a convolution is of the kind that Winograd's forms compute.</summary>
    public static bool Suits(ConvolutionGeometry geometry) =>
        geometry.Groups == 1
        && geometry.InChannels >= TensorLayout.FullBlock
        && geometry.OutChannels >= TensorLayout.FullBlock
        && geometry is { Vertical: { Kernel: 3, Stride: 1, Dilation: 1 }, Horizontal: { Kernel: 3, Stride: 1, Dilation: 1 } };
}
