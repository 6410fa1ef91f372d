using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Rescale and Normalize where they don't stand at the front: y = x·factor + summand with constants per channel.</summary>
public sealed class ChannelScaling : LayerKernel
{
    /// <inheritdoc/>
    public override bool WorksInPlace => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Rescale or Normalize ? null : "computes Rescale and Normalize";

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Scale(layer, plan.Input(layer), plan.Output(layer), plan, withSummand: true);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Scale(layer, plan.Input(layer), plan.Output(layer), plan, withSummand: true);

    /// <summary>Forward was y = x·factor + summand, so dx = dy·factor.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        Scale(layer, outputGradient, inputGradient, plan, withSummand: false);

    private static void Scale(FusedLayer layer, Tensor x, Tensor y, Lowering plan, bool withSummand)
    {
        (double[] factor, double[] summand) = InputPlan.Affine(layer.Node.Layer);
        long length = x.Layout.Blocks * TensorLayout.FullBlock;
        Operand vectors = plan.Weights(2 * length);
        Operand scale = vectors with { Length = length };
        Operand shift = scale with { Offset = scale.Offset + length };
        Pack(layer.Node.Name, factor, scale, x.Layout.Channels, plan);
        Pack(null, withSummand ? summand : [0], shift, x.Layout.Channels, plan);
        plan.Call(
            new ChannelAffineKernel(IsCentered: false, Epilogue.None),
            x.Origin, vectors, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void Pack(string? comment, double[] values, Operand vector, long channels, Lowering plan)
    {
        string constants = string.Join(", ", values.Select(static value => SimdTarget.Literal((float)value)));
        plan.Pack(comment, "WeightLayout.PackConstants", Operand.Text("[" + constants + "]"), vector with { Kind = OperandKind.WeightSpan }, channels);
    }
}
