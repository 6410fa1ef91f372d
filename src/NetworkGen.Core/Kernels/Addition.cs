using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Add, where no convolution takes it into its store: y = a + b.</summary>
public sealed class Addition : JoinKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Add ? null : "adds tensors";

    /// <summary>Forward was y = a + b, so da = dy and db = dy.</summary>
    public override void BackwardInput(FusedLayer layer, int input, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        CopyMap.Call(outputGradient, inputGradient, plan);

    /// <inheritdoc/>
    protected override void Join(FusedLayer layer, Lowering plan)
    {
        Tensor a = plan.Input(layer, 0);
        Tensor b = plan.Input(layer, 1);
        Tensor y = plan.Output(layer);
        plan.Call(
            new SumKernel(layer.Epilogue),
            a.Origin, b.Origin, y.Origin, y.Layout.Blocks,
            a.Layout.Plane, a.Layout.Pitch, b.Layout.Plane, b.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, y.Layout.Height, y.Layout.Width);
    }
}
