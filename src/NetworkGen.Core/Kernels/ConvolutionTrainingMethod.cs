using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed in training: decided once, as <see cref="ConvolutionMethod"/> is for inference.</summary>
/// <param name="Geometry">Its numbers, with the rows of small maps joined.</param>
/// <param name="Summed">The same for the gradient of its weights, with as many rows joined as one sum takes.</param>
/// <param name="Forward">Forward by Winograd's minimal filtering, or null for the direct sum.</param>
/// <param name="Gradient">The gradient of its input likewise, as a convolution with the weights turned around (<see cref="ConvolutionGeometry.Turned"/>).</param>
/// <param name="Weights">The gradient of its weights likewise.</param>
internal sealed record ConvolutionTrainingMethod(
    ConvolutionGeometry Geometry, ConvolutionGeometry Summed, WinogradChoice? Forward, WinogradChoice? Gradient, WinogradWeights? Weights)
{
    /// <summary>The map that forward writes by register tiles.</summary>
    public TileRequest Tiles => Forward?.Products ?? Geometry.OutputTile;

    /// <summary>The maps that the gradient of the input is written by.</summary>
    public IEnumerable<TileRequest> GradientTiles => Gradient is null ? Geometry.PhaseTiles : [Gradient.Products];

    /// <summary>The fastest by the model (<see cref="ConvolutionCost"/>), or null for what is no convolution.</summary>
    public static ConvolutionTrainingMethod? For(FusedLayer layer, WinogradChoices choices, Storage storage)
    {
        if (ConvolutionGeometry.Of(layer.Node) is not { } geometry)
        {
            return null;
        }

        bool joinsRows = geometry.CanJoinRows
            && layer.Inputs.Append(layer.Last.Index).All(node => storage.Layout(node).IsGapless && storage.GradientLayout(node).IsGapless);
        return new ConvolutionTrainingMethod(
            joinsRows ? geometry.Joined(RowJoin.RowsOfTraining(geometry), hasGaps: false) : geometry,
            joinsRows ? geometry.Joined(RowJoin.RowsOfSum(geometry), hasGaps: false) : geometry,
            choices.Training(geometry), choices.Training(geometry.Turned), choices.Weights(geometry));
    }
}
