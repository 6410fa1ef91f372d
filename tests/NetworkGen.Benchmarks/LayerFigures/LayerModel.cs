using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.LayerFigures;

/// <summary>What the compiler's cost model says of a network's convolutions: how each is computed, and the cycles that it takes of a core with two 512-bit units.</summary>
/// <param name="network">The network.</param>
internal sealed class LayerModel(Network network)
{
    private readonly Groundwork _ground = new(network);

    /// <summary>The algorithm with its register tile or its tiles, and cycles; null for what is no convolution, of which nothing is modelled.</summary>
    public (string Algorithm, double Cycles)? Of(Node node)
    {
        if (_ground.Convolution(node) is not { } method)
        {
            return null;
        }

        ConvolutionGeometry geometry = method is { Winograd: null, Rows: null, Blocks: null } ? method.OfCall : method.Geometry;
        bool readsPlanes = node.Inputs[0] == Network.Input && network.InputShape.Channels < TensorLayout.FullBlock && !geometry.IsLanewise;
        return method.Winograd is { } winograd
            ? (Invariant($"F{winograd.Form.Outputs}, {winograd.Strips} × {winograd.Tiles} tiles"), winograd.Cycles(geometry))
            : ((geometry.IsLanewise ? "depthwise " : "direct ") + _ground.Tiles[method.Tiles][0], Direct(geometry, readsPlanes));
    }

    /// <summary><c>ConvolutionCost.Direct</c> is asked about dense blocks of 16 channels only; others take as many steps of the same tiles as one sum has channels.</summary>
    private static double Direct(ConvolutionGeometry geometry, bool readsPlanes)
    {
        int dense = geometry.InputBlocks(TensorLayout.FullBlock) * TensorLayout.FullBlock;
        int channels = geometry.IsLanewise ? 1 : readsPlanes ? geometry.InChannels : dense;
        return ConvolutionCost.Direct(geometry) * geometry.PanelGroups * channels / dense;
    }
}
