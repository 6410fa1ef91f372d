using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>PReLU: an activation with learned slopes.</summary>
public sealed class ParametricActivation : LayerKernel
{
    /// <inheritdoc/>
    public override bool WorksInPlace => true;

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is PReLU ? null : "computes PReLU";

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        Operand slopes = plan.Weights(Length(plan.Input(layer)));
        PackSlopes(layer, slopes, plan);
        Activate(layer, slopes, plan);
    }

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan)
    {
        Operand slopes = Slopes(layer, plan);
        PackSlopes(layer, slopes, plan);
        Activate(layer, slopes, plan);
    }

    /// <summary>Forward was y = slope·x where x ≤ 0, so dslope = Σ dy·x over these; one slope for all channels gets the sum of theirs.</summary>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor dy = plan.OutputGradient(layer);
        plan.OnlyFor(plan.ParameterGradient(layer.Node, "weight"));
        Operand sums = plan.WeightGradients(Length(x));
        plan.Call(
            new SlopeGradientKernel(),
            x.Origin, dy.Origin, sums, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, dy.Layout.Plane, dy.Layout.Pitch, x.Layout.Height, x.Layout.Width);
        plan.Unpack(
            layer.Node.Name, "WeightLayout.AddSlopes",
            sums with { Kind = OperandKind.WeightGradientSpan }, plan.ParameterGradient(layer.Node, "weight"), x.Layout.Channels);
    }

    /// <summary>dx = dy where x &gt; 0, else slope·dy.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        plan.Call(
            new PReLUGradientKernel(),
            x.Origin, outputGradient.Origin, Slopes(layer, plan), inputGradient.Origin, x.Layout.Blocks,
            x.Layout.Plane, x.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch,
            inputGradient.Layout.Plane, inputGradient.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void PackSlopes(FusedLayer layer, Operand slopes, Lowering plan) => plan.Pack(
        layer.Node.Name, "WeightLayout.PackConstants",
        plan.Parameter(layer.Node, "weight"), slopes with { Kind = OperandKind.WeightSpan }, plan.Input(layer).Layout.Channels);

    private static void Activate(FusedLayer layer, Operand slopes, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        plan.Call(
            new PReLUKernel(),
            x.Origin, slopes, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static Operand Slopes(FusedLayer layer, TrainingPlanner plan) => plan.Shared(layer, "slopes", Length(plan.Input(layer)));

    private static long Length(Tensor tensor) => tensor.Layout.Blocks * TensorLayout.FullBlock;
}
