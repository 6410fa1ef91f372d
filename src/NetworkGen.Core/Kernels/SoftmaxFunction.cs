using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Softmax and log-softmax over channels (or features). A network has few of them and they are small: the runtime library computes them.</summary>
public sealed class SoftmaxFunction : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Softmax or LogSoftmax ? null : "computes Softmax and LogSoftmax";

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => true;

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <summary>Softmax: dx = y · (dy − Σ dy·y). Log-softmax: dx = dy − exp(y) · Σ dy.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        Tensor y = plan.Output(layer);
        plan.Call(
            new RuntimeKernel(layer.Node.Layer is Softmax ? "ChannelSoftmax.Backward" : "ChannelSoftmax.BackwardLog"),
            y.Origin, outputGradient.Origin, inputGradient.Origin, y.Layout.Channels, y.Layout.Height, y.Layout.Width,
            y.Layout.Plane, y.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch, inputGradient.Layout.Plane, inputGradient.Layout.Pitch);
    }

    private static void Forward(FusedLayer layer, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        plan.Call(
            new RuntimeKernel(layer.Node.Layer is Softmax ? "ChannelSoftmax.Forward" : "ChannelSoftmax.ForwardLog", IsDivided: true, Inputs: 1),
            x.Origin, y.Origin, x.Layout.Channels, x.Layout.Height, x.Layout.Width, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch);
    }
}
