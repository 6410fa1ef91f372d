using System;
using System.Linq;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed by Winograd's minimal filtering.</summary>
/// <param name="Form">The form.</param>
/// <param name="TileRows">Rows of tiles of a strip.</param>
/// <param name="Strips">Strips; the last one shifts inwards.</param>
/// <param name="Tiles">Tiles of a strip.</param>
/// <param name="Outputs">Blocks of output channels.</param>
internal sealed record WinogradChoice(WinogradForm Form, int TileRows, int Strips, int Tiles, int Outputs)
{
    /// <summary>Floats between values of one tile that must not all fall on the same lines of the first-level cache.</summary>
    private const int Page = 4096 / sizeof(float);

    /// <summary>The products as a map to write.</summary>
    public TileRequest Products => new(1, Tiles, Outputs, IsLanewise: false);

    /// <summary>The fastest way that is worth it, or null where the direct sum is better or nothing else fits.</summary>
    public static WinogradChoice? For(ConvolutionGeometry geometry)
    {
        if (!Suits(geometry))
        {
            return null;
        }

        (WinogradForm form, int tileRows, double cost) = (
            from candidate in new[] { WinogradForm.F4, WinogradForm.F2 }
            where Math.Min(geometry.Output.Height, geometry.Output.Width) >= candidate.Outputs
            from rows in Enumerable.Range(1, ConvolutionCost.Tiles(geometry.Output.Height, candidate))
            select (Form: candidate, TileRows: rows, Cost: ConvolutionCost.Winograd(geometry, candidate, rows)))
            .OrderBy(static way => way.Cost)
            .FirstOrDefault();
        if (form is null || cost * ConvolutionCost.Gain > ConvolutionCost.Direct(geometry))
        {
            return null;
        }

        int all = ConvolutionCost.Tiles(geometry.Output.Height, form);
        return new WinogradChoice(form, tileRows, (all + tileRows - 1) / tileRows, tileRows * ConvolutionCost.Tiles(geometry.Output.Width, form), geometry.OutputBlocks);
    }

    /// <summary>Floats from one block of a strip to the next: padded so that a tile's values don't lie whole pages apart.</summary>
    public long Plane(int blocks)
    {
        long tiles = Tiles;
        while (blocks * tiles * TensorLayout.FullBlock % Page is < 2 * TensorLayout.FullBlock or > Page - (2 * TensorLayout.FullBlock))
        {
            tiles++;
        }

        return tiles * TensorLayout.FullBlock;
    }

    private static bool Suits(ConvolutionGeometry geometry) =>
        geometry.Groups == 1
        && geometry.InChannels >= TensorLayout.FullBlock
        && geometry.OutChannels >= TensorLayout.FullBlock
        && geometry is { Vertical: { Kernel: 3, Stride: 1, Dilation: 1 }, Horizontal: { Kernel: 3, Stride: 1, Dilation: 1 } };
}
