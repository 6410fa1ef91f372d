using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Batch norm: by running statistics in inference (where no convolution stands before it to fold it into), by the batch's in training.</summary>
public sealed class BatchNormalization : LayerKernel
{
    /// <inheritdoc/>
    public override bool WorksInPlace => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is BatchNorm2d ? null : "computes batch norms";

    /// <summary>Inference: y = x · γ/√(running_var + eps) + (β − running_mean · γ/√(running_var + eps)).</summary>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Node node = layer.Node;
        Operand scale = plan.Weights(Length(x));
        Operand shift = plan.Weights(Length(x));
        plan.Pack(
            layer.Title,
            "WeightLayout.PackBatchNorm",
            plan.Parameter(node, "weight"), plan.Parameter(node, "bias"), plan.Statistic(node, "running_mean"), plan.Statistic(node, "running_var"),
            Eps(node), Span(scale), Span(shift));
        plan.Call(
            new ChannelAffineKernel(IsCentered: false, layer.Epilogue),
            x.Origin, scale, shift, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    /// <summary>Training: y = (x − mean) · γ/√(var + eps) + β with mean and variance of the batch, which also move the running ones.</summary>
    public override void Forward(FusedLayer layer, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Node node = layer.Node;
        Operand mean = plan.Shared(layer, "mean", Length(x));
        Operand variance = plan.Shared(layer, "variance", Length(x));
        Operand scale = plan.Shared(layer, "scale", Length(x));
        Operand shift = plan.Shared(layer, "shift", Length(x));
        plan.CallPerBlock(
            x.Layout.Blocks, new BatchStatisticsKernel(),
            PerBlock(x), Vector(mean), Vector(variance), Operand.Text("count"), Operand.Text("unchecked((nint)SampleLength)"), x.Layout.Pitch, x.Layout.Height, x.Layout.Width);
        plan.CallOnce(
            "BatchNorm.Normalize",
            Span(mean), Span(variance), plan.Parameter(node, "weight"), plan.Parameter(node, "bias"), Eps(node), Momentum(node),
            plan.Statistic(node, "running_mean"), plan.Statistic(node, "running_var"), Span(scale), Span(shift), Values(node));
        plan.Comment(layer.Title);
        plan.Call(
            new ChannelAffineKernel(IsCentered: true, layer.Epilogue),
            x.Origin, mean, scale, shift, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    /// <summary>Forward was y = (x − mean)/σ · γ + β, so dγ = Σ dy · (x − mean)/σ and dβ = Σ dy, over the batch; dx needs both sums.</summary>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan) => Sums(layer, plan);

    /// <summary>dx = γ/σ · (dy − Σ dy / count − (x − mean)/σ² · Σ dy · (x − mean) / count): mean and σ depend on x too.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        if (layer.Node.Parameters.Count == 0)
        {
            Sums(layer, plan);
        }

        Tensor x = plan.Input(layer);
        plan.Call(
            new BatchNormGradientKernel(),
            x.Origin, outputGradient.Origin, inputGradient.Origin, plan.Shared(layer, "mean", Length(x)),
            plan.Shared(layer, "ofGradient", Length(x)), plan.Shared(layer, "ofValue", Length(x)), plan.Shared(layer, "constant", Length(x)),
            x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch,
            inputGradient.Layout.Plane, inputGradient.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void Sums(FusedLayer layer, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor dy = plan.OutputGradient(layer);
        Node node = layer.Node;
        Operand sum = plan.Shared(layer, "sum", Length(x));
        Operand product = plan.Shared(layer, "product", Length(x));
        plan.CallPerBlock(
            x.Layout.Blocks, new BatchGradientSumsKernel(),
            PerBlock(x), PerBlock(dy), Vector(plan.Shared(layer, "mean", Length(x))), Vector(sum), Vector(product),
            Operand.Text("count"), Operand.Text("unchecked((nint)SampleLength)"), x.Layout.Pitch, dy.Layout.Pitch, x.Layout.Height, x.Layout.Width);
        plan.CallOnce(
            "BatchNorm.Gradients",
            Span(plan.Shared(layer, "variance", Length(x))), Span(sum), Span(product), plan.Parameter(node, "weight"), Eps(node),
            IfTrained(plan.ParameterGradient(node, "weight")), IfTrained(plan.ParameterGradient(node, "bias")),
            Span(plan.Shared(layer, "ofGradient", Length(x))), Span(plan.Shared(layer, "ofValue", Length(x))), Span(plan.Shared(layer, "constant", Length(x))), Values(node));
    }

    private static long Length(Tensor tensor) => tensor.Layout.Blocks * TensorLayout.FullBlock;

    private static Operand Span(Operand operand) => operand with { Kind = OperandKind.WeightSpan };

    private static Operand IfTrained(Operand gradient) =>
        gradient.Kind == OperandKind.GradientSpan ? gradient with { Kind = OperandKind.TrainedGradientSpan } : gradient;

    private static Operand Vector(Operand operand) => operand with { PerBlock = TensorLayout.FullBlock };

    private static Operand PerBlock(Tensor tensor) => tensor.Origin with { PerBlock = tensor.Layout.Plane };

    private static Operand Eps(Node node) => Operand.Text(SimdTarget.Literal(((BatchNorm2d)node.Layer).Eps));

    private static Operand Momentum(Node node) => Operand.Text(SimdTarget.Literal(((BatchNorm2d)node.Layer).Momentum));

    /// <summary>Values per channel in the batch.</summary>
    private static Operand Values(Node node) => Operand.Text(Emission.InvariantText.Of($"(long)count * {(long)node.Shape.Height * node.Shape.Width}"));
}
