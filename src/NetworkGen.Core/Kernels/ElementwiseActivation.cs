using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Activations that are not part of another layer's store.</summary>
public sealed class ElementwiseActivation : LayerKernel
{
    /// <inheritdoc/>
    public override bool WorksInPlace => true;

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Activation ? null : "computes activations";

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        var activation = (Activation)layer.Node.Layer;
        Tensor saved = ActivationFormula.For(activation).FromOutput ? plan.Output(layer) : plan.Input(layer);
        Backward(activation, saved, outputGradient, inputGradient, plan);
    }

    /// <summary>The gradient through an activation, from what its formula saved; the two gradients may be one tensor.</summary>
    public static void Backward(Activation activation, Tensor saved, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) => plan.Call(
        new ActivationGradientKernel(activation),
        saved.Origin, outputGradient.Origin, inputGradient.Origin, saved.Layout.Blocks,
        saved.Layout.Plane, saved.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch,
        inputGradient.Layout.Plane, inputGradient.Layout.Pitch, saved.Layout.Height, saved.Layout.Width);

    private static void Forward(FusedLayer layer, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        plan.Call(
            new ActivationKernel((Activation)layer.Node.Layer),
            x.Origin, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }
}
