using System;
using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Kernels;

/// <summary>A network's choices for Winograd's minimal filtering, each made once: layers of one shape are many, and weighing all ways takes a while.</summary>
/// <param name="mode">What the network allows.</param>
/// <param name="fetchesAhead">Whether its weights are fetched ahead in inference.</param>
internal sealed class WinogradChoices(WinogradMode mode, bool fetchesAhead)
{
    private readonly Dictionary<ConvolutionGeometry, WinogradChoice?> _inference = [];
    private readonly Dictionary<ConvolutionGeometry, WinogradChoice?> _training = [];
    private readonly Dictionary<ConvolutionGeometry, WinogradWeights?> _weights = [];

    /// <summary>How a convolution is computed in inference, or null for the direct sum.</summary>
    public WinogradChoice? Inference(ConvolutionGeometry geometry) => Made(_inference, geometry, (known, mode) => WinogradChoice.For(known, mode, fetchesAhead));

    /// <summary>The same in training, forward and to the input.</summary>
    public WinogradChoice? Training(ConvolutionGeometry geometry) => Made(_training, geometry, WinogradChoice.ForTraining);

    /// <summary>How the gradient of its weights is.</summary>
    public WinogradWeights? Weights(ConvolutionGeometry geometry) => Made(_weights, geometry, WinogradWeights.For);

    private TChoice? Made<TChoice>(Dictionary<ConvolutionGeometry, TChoice?> made, ConvolutionGeometry geometry, Func<ConvolutionGeometry, WinogradMode, TChoice?> make)
        where TChoice : class
    {
        if (!made.TryGetValue(geometry, out TChoice? choice))
        {
            made[geometry] = choice = make(geometry, mode);
        }

        return choice;
    }
}
