using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// Transposed convolutions, by the kernels of the convolution whose gradient they are (its input is their result): forward goes back along
/// it, a call per phase of the stride; the gradient of the input goes along it; and its weight gradient takes the two maps exchanged.
/// </summary>
public sealed class TransposedConvolution : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is ConvTranspose2d ? null : "computes transposed convolutions";

    /// <inheritdoc/>
    public override bool TakesEpilogue(Node node) => ConvolutionGeometry.Transposed(node)!.HasFewPhases;

    /// <inheritdoc/>
    public override IEnumerable<TileRequest> TileRequests(Node node, Groundwork ground)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Transposed(node)!;
        return BeginsWithBias(geometry) ? geometry.PhaseTiles.Append(geometry.InputTile) : geometry.PhaseTiles;
    }

    /// <inheritdoc/>
    public override IEnumerable<TileRequest> GradientTileRequests(Node node, Groundwork ground) => [ConvolutionGeometry.Transposed(node)!.OutputTile];

    /// <inheritdoc/>
    public override Halo InputHalo(Node node) => ConvolutionGeometry.Transposed(node)!.GradientHalo;

    /// <inheritdoc/>
    public override Halo GradientHalo(Node node) => ConvolutionGeometry.Transposed(node)!.InputHalo;

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <summary>Forward: y[k, o] = bias[k] + Σ x[c, i] · weight[c, k, r] over i·s + r·d − p = o.</summary>
    private static void Forward(FusedLayer layer, Lowering plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Transposed(layer.Node)!;
        var calls = new ConvolutionCalls(geometry, layer, plan);
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        ConvolutionStore store = calls.Store();
        if (layer.BatchNorm is null)
        {
            calls.PackBias(layer.Node.Name, store.Bias);
        }
        else
        {
            calls.PackBiasWithBatchNorm(store.Bias);
        }

        if (BeginsWithBias(geometry))
        {
            calls.WithoutTaps(x, y, store);
        }

        if (geometry.HasFewPhases)
        {
            calls.Back(x, y, layer.Node.Name + ", turned around for a phase", store);
        }
        else
        {
            calls.BackByReference(x, y, layer.Node.Name);
        }
    }

    /// <inheritdoc/>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
        var calls = new ConvolutionCalls(ConvolutionGeometry.Transposed(layer.Node)!, layer, plan);
        Tensor dy = plan.OutputGradient(layer);
        calls.WeightGradient(dy, plan.Input(layer), plan);
        calls.BiasGradient(dy, plan);
    }

    /// <summary>Forward was y[k, i·s + r·d − p] += x[c, i] · weight[c, k, r], so dx[c, i] = Σ dy[k, i·s + r·d − p] · weight[c, k, r].</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Transposed(layer.Node)!;
        var calls = new ConvolutionCalls(geometry, layer, plan);
        Operand weights = plan.Weights(geometry.PackedLength(geometry.Taps, TensorLayout.FullBlock));
        calls.Pack(layer.Node.Name + ", for the gradient of its input", weights, TensorLayout.FullBlock);
        calls.Along(outputGradient, weights, inputGradient);
    }

    /// <summary>Whether the bias is written everywhere first: because some outputs get nothing else, or because the rest is added to it.</summary>
    private static bool BeginsWithBias(ConvolutionGeometry geometry) => !geometry.HasFewPhases || !geometry.PhasesCoverInput;
}
