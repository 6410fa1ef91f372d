using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Flatten: from blocks of channels to a vector in PyTorch's order (channel, row, column). A 1×1 map, or a vector, is one already.</summary>
public sealed class Flattening : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Flatten ? null : "computes Flatten";

    /// <inheritdoc/>
    public override bool IsView(Node node, bool training) =>
        node.Inputs[0] != Network.Input && node.InputShapes[0] is { Height: 1, Width: 1 };

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => IsView(node, training: false);

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <summary>Forward was y[(c·H + h)·W + w] = x[c, h, w]; backward goes the same way back.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        TensorLayout map = inputGradient.Layout;
        plan.Call(
            new RuntimeKernel("MapLayout.Unflatten"), outputGradient.Origin, inputGradient.Origin, map.Channels, map.Height, map.Width, map.Plane, map.Pitch);
    }

    private static void Forward(FusedLayer layer, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        plan.Call(
            new RuntimeKernel("MapLayout.Flatten", Inputs: 1),
            x.Origin, y.Origin, x.Layout.Channels, x.Layout.Height, x.Layout.Width, x.Layout.Block, x.Layout.Plane, x.Layout.Pitch);
    }
}
