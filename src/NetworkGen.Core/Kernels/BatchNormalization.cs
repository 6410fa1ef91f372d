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
    public override bool TakesColumns(Node node) => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is BatchNorm2d ? null : "computes batch norms";

    /// <summary>Inference: y = x · γ/√(running_var + eps) + (β − running_mean · γ/√(running_var + eps)).</summary>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Node node = layer.Node;
        Operand vectors = plan.Weights(2 * Length(x));
        Operand scale = vectors with { Length = Length(x) };
        Operand shift = scale with { Offset = vectors.Offset + Length(x) };
        plan.Pack(
            layer.Node.Name,
            "WeightLayout.PackBatchNorm",
            plan.Parameter(node, "weight"), plan.Parameter(node, "bias"), plan.Statistic(node, "running_mean"), plan.Statistic(node, "running_var"),
            Eps(node), Span(scale), Span(shift));
        plan.Call(
            new ChannelAffineKernel(IsCentered: false, layer.Epilogue),
            x.Origin, vectors, y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    /// <summary>Training: y = (x − mean) · γ/√(var + eps) + β with mean and variance of the batch, which also move the running ones.</summary>
    public override void Forward(FusedLayer layer, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Node node = layer.Node;
        TensorLayout map = x.Layout;
        Operand sums = SumsOfImage(map, plan);
        plan.Call(new RuntimeKernel("BatchNormSums.Statistics"), x.Origin, sums, map.Blocks, map.Plane, map.Pitch, map.Height, map.Width);
        plan.CallOverBatch(
            "RunStatistics",
            map.Channels, map.Height, map.Width, sums.Distance,
            Vectors(layer, plan).Distance, Weight(node, plan), plan.Statistic(node, "running_mean").Distance, Eps(node), Momentum(node));
        plan.Comment(layer.Title);
        Apply(layer, y, plan);
    }

    /// <summary>The second half of forward in training, from what the batch's statistics have become: backward may repeat it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="y">Where its result goes.</param>
    /// <param name="plan">Where the call goes.</param>
    public static void Apply(FusedLayer layer, Tensor y, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        plan.Call(
            new ChannelAffineKernel(IsCentered: true, layer.Epilogue),
            x.Origin, Vectors(layer, plan), y.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    /// <summary>A ReLU's gradient is known from x: the sums over it go there first.</summary>
    public override bool TakesActivationBackward(FusedLayer layer) => layer.Activation?.Layer is ReLU;

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
            x.Origin, outputGradient.Origin, inputGradient.Origin, Vectors(layer, plan),
            x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch,
            inputGradient.Layout.Plane, inputGradient.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void Sums(FusedLayer layer, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Tensor dy = plan.OutputGradient(layer);
        TensorLayout map = x.Layout;
        Operand sums = SumsOfImage(map, plan);
        plan.Call(
            new RuntimeKernel(plan.GoesThroughActivation(layer) ? "BatchNormSums.GradientsThroughReLU" : "BatchNormSums.Gradients"),
            x.Origin, dy.Origin, Vectors(layer, plan), sums, map.Blocks, map.Plane, map.Pitch, dy.Layout.Plane, dy.Layout.Pitch, map.Height, map.Width);
        plan.CallOverBatch(
            "RunStatisticsGradients",
            map.Channels, map.Height, map.Width, sums.Distance,
            Vectors(layer, plan).Distance, Weight(layer.Node, plan), plan.ParameterGradient(layer.Node, "weight").Parameter, Eps(layer.Node));
    }

    /// <summary>Two vectors that an image sums, and the whole batch merges.</summary>
    private static Operand SumsOfImage(TensorLayout map, TrainingPlanner plan) =>
        plan.NewTensor(TensorLayout.Blocked(new TensorShape(2 * map.Blocks * TensorLayout.FullBlock, 1, 1), Halo.None)).Start;

    /// <summary>Where the weight begins among the parameters, with the bias behind it.</summary>
    private static Operand Weight(Node node, Lowering plan) => node.Parameters.Count == 0 ? -1 : plan.Parameter(node, "weight").Distance;

    /// <summary>The vectors that forward and backward share.</summary>
    private static Operand Vectors(FusedLayer layer, TrainingPlanner plan) =>
        plan.Shared(layer, "vectors", NormVectors.Count * Length(plan.Input(layer)));

    private static long Length(Tensor tensor) => tensor.Layout.Blocks * TensorLayout.FullBlock;

    private static Operand Span(Operand operand) => operand with { Kind = OperandKind.WeightSpan };

    private static Operand Eps(Node node) => Operand.Text(SimdTarget.Literal(((BatchNorm2d)node.Layer).Eps));

    private static Operand Momentum(Node node) => Operand.Text(SimdTarget.Literal(((BatchNorm2d)node.Layer).Momentum));
}
