using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed in inference: decided once, and read by the menu of tiles and by the kernel that makes the calls.</summary>
/// <param name="Geometry">Its numbers.</param>
/// <param name="Winograd">The form of Winograd's minimal filtering and its strips, or null for the direct sum.</param>
internal sealed record ConvolutionMethod(ConvolutionGeometry Geometry, WinogradChoice? Winograd)
{
    /// <summary>The maps that it writes by register tiles.</summary>
    public IEnumerable<TileRequest> Tiles => Winograd is null ? [Geometry.OutputTile] : [Winograd.Products];

    /// <summary>The fastest by the model (<see cref="ConvolutionCost"/>), or null for what is no convolution.</summary>
    public static ConvolutionMethod? For(FusedLayer layer, WinogradMode mode) => ConvolutionGeometry.Of(layer.Node) is { } geometry
        ? new ConvolutionMethod(geometry, WinogradChoice.For(geometry, mode))
        : null;
}
