using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Dropout: nothing in inference; in training a mask from a counter-based generator, so that backward draws the same one again.</summary>
public sealed class DropoutMask : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Dropout ? null : "computes dropout";

    /// <inheritdoc/>
    public override bool IsView(Node node, bool training) => !training || node.Layer is Dropout { P: 0 };

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => IsView(node, training: false);

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        // A view: there is nothing to do.
    }

    /// <summary>y = x / (1 − p) where kept, else 0.</summary>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Mask(layer, plan.Input(layer), plan.Output(layer), plan);

    /// <summary>Forward was y = x·mask, so dx = dy·mask.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        Mask(layer, outputGradient, inputGradient, plan);

    private static void Mask(FusedLayer layer, Tensor x, Tensor y, TrainingPlanner plan) => plan.Call(
        new RuntimeKernel("Dropout.Apply"),
        x.Origin, y.Origin, Operand.Text(SimdTarget.Literal(((Dropout)layer.Node.Layer).P)), Operand.Text("DropoutSeed"), layer.Node.Index, Operand.Text("sample"),
        x.Layout.Channels, x.Layout.Height, x.Layout.Width, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch);
}
