using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Upsample, nearest and bilinear. By a factor of 1 the result is the input.</summary>
public sealed class Upsampling : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Upsample ? null : "computes Upsample";

    /// <inheritdoc/>
    public override bool IsView(Node node, bool training) => node.Inputs[0] != Network.Input && ((Upsample)node.Layer).Scale == 1;

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        var upsample = (Upsample)layer.Node.Layer;
        if (upsample.Mode == UpsampleMode.Bilinear)
        {
            plan.Call(new RuntimeKernel("MapLayout.Clear"), inputGradient.Start, inputGradient.Layout.Length);
        }

        plan.Call(upsample.Mode == UpsampleMode.Bilinear ? new BilinearGradientKernel() : new NearestGradientKernel(), Operands(outputGradient, inputGradient, upsample.Scale, inputGradient.Layout));
    }

    private static void Forward(FusedLayer layer, Lowering plan)
    {
        var upsample = (Upsample)layer.Node.Layer;
        Tensor x = plan.Input(layer);
        plan.Call(upsample.Mode == UpsampleMode.Bilinear ? new BilinearKernel() : new NearestKernel(), Operands(x, plan.Output(layer), upsample.Scale, x.Layout));
    }

    private static Operand[] Operands(Tensor source, Tensor target, int scale, TensorLayout input) =>
    [
        source.Origin, target.Origin, input.Blocks, source.Layout.Plane, source.Layout.Pitch, target.Layout.Plane, target.Layout.Pitch,
        input.Height, input.Width, scale,
    ];
}
