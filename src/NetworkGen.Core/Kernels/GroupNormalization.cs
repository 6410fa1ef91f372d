using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// Group norm and layer norm, image by image. Statistics are taken per channel and merged by the runtime, as groups need not begin with a
/// block of channels. A layer norm is a group norm of one group; on a map its scale and shift have a number per value.
/// </summary>
public sealed class GroupNormalization : LayerKernel
{
    /// <inheritdoc/>
    public override bool WorksInPlace => true;

    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is ImageNorm ? null : "computes group norms and layer norms";

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        TensorLayout perChannel = PerChannel(plan.Input(layer));
        Normalize(layer, new Parts(plan.NewTensor(perChannel), plan.NewTensor(perChannel), plan.NewTensor(perChannel)), NewWeights(layer, plan), plan);
    }

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Normalize(layer, Saved(layer, plan), SharedWeights(layer, plan), plan);

    /// <summary>Forward was y = (x − mean)/σ · γ + β, so dγ += dy · (x − mean)/σ and dβ += dy, summed over what shares them.</summary>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
        Sums(layer, plan.OutputGradient(layer), plan);
        Tensor x = plan.Input(layer);
        Tensor dy = plan.OutputGradient(layer);
        Parts parts = Saved(layer, plan);
        Operand weight = plan.ParameterGradient(layer.Node, "weight"), bias = plan.ParameterGradient(layer.Node, "bias");
        long length = HasValueWeights(layer.Node) ? Values(x).Length : PerChannel(x).Length;
        plan.OnlyFor(weight);
        Operand weightSums = plan.WeightGradients(length);
        if (HasValueWeights(layer.Node))
        {
            TensorLayout map = Values(x);
            plan.Call(
                new ValueWeightGradientKernel(),
                x.Origin, dy.Origin, parts.Mean.Origin, parts.Variance.Origin, weightSums, x.Layout.Blocks,
                x.Layout.Plane, x.Layout.Pitch, dy.Layout.Plane, dy.Layout.Pitch, map.Plane, map.Pitch, x.Layout.Height, x.Layout.Width);
            plan.Unpack(layer.Node.Name, "WeightLayout.AddUnpacked", [GradientSpan(weightSums), weight, .. Depthwise(layer.Node)]);
            plan.OnlyFor(bias);
            Operand biasSums = plan.WeightGradients(length);
            plan.Call(new AddKernel(), dy.Origin, biasSums, x.Layout.Blocks, dy.Layout.Plane, dy.Layout.Pitch, map.Plane, map.Pitch, x.Layout.Height, x.Layout.Width);
            plan.Unpack(null, "WeightLayout.AddUnpacked", [GradientSpan(biasSums), bias, .. Depthwise(layer.Node)]);
            return;
        }

        plan.Call(new RuntimeKernel("GroupStatistics.AddWeights"), Product(layer, plan).Origin, parts.Variance.Origin, weightSums, x.Layout.Channels);
        plan.Unpack(layer.Node.Name, "WeightLayout.AddVector", GradientSpan(weightSums), weight);
        plan.OnlyFor(bias);
        Operand sums = plan.WeightGradients(length);
        plan.Call(new RuntimeKernel("GroupStatistics.AddBiases"), Sum(layer, plan).Origin, sums, x.Layout.Channels);
        plan.Unpack(null, "WeightLayout.AddVector", GradientSpan(sums), bias);
    }

    /// <summary>With g = dy·γ: dx = (g − Σ g / count − (x − mean)/σ² · Σ g · (x − mean) / count) / σ over each group: mean and σ depend on x too.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        if (layer.Node.Parameters.Count == 0)
        {
            Sums(layer, outputGradient, plan);
        }

        Tensor x = plan.Input(layer);
        Parts parts = Saved(layer, plan);
        Weights weights = SharedWeights(layer, plan);
        TensorLayout perChannel = PerChannel(x);
        Tensor a = plan.NewTensor(perChannel), b = plan.NewTensor(perChannel), c = plan.NewTensor(perChannel);
        plan.Call(
            new RuntimeKernel("GroupStatistics.Gradients"),
            Sum(layer, plan).Origin, Product(layer, plan).Origin, parts.Variance.Origin, weights.Gamma, a.Origin, b.Origin, c.Origin,
            x.Layout.Channels, Groups(layer.Node), Positions(x));
        if (HasValueWeights(layer.Node))
        {
            TensorLayout map = Values(x);
            plan.Call(
                new ValueAffineGradientKernel(),
                x.Origin, outputGradient.Origin, weights.Scale, inputGradient.Origin, parts.Mean.Origin, a.Origin, b.Origin, c.Origin, x.Layout.Blocks,
                x.Layout.Plane, x.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch, map.Plane, map.Pitch,
                inputGradient.Layout.Plane, inputGradient.Layout.Pitch, x.Layout.Height, x.Layout.Width);
            return;
        }

        plan.Call(
            new BatchNormGradientKernel(AreApart: true),
            x.Origin, outputGradient.Origin, inputGradient.Origin, parts.Mean.Origin, a.Origin, b.Origin, c.Origin,
            x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch,
            inputGradient.Layout.Plane, inputGradient.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void Normalize(FusedLayer layer, Parts parts, Weights weights, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        PackWeights(layer, weights, plan);
        plan.Call(
            new ChannelStatisticsKernel(),
            x.Origin, parts.Mean.Origin, parts.Variance.Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, x.Layout.Height, x.Layout.Width);
        plan.Call(
            new RuntimeKernel("GroupStatistics.Merge"),
            parts.Mean.Origin, parts.Variance.Origin, weights.Gamma, parts.Scale.Origin,
            Operand.Text(SimdTarget.Literal(((ImageNorm)layer.Node.Layer).Eps)), x.Layout.Channels, Groups(layer.Node));
        if (HasValueWeights(layer.Node))
        {
            TensorLayout map = Values(x);
            plan.Call(
                new ValueAffineKernel(),
                x.Origin, parts.Mean.Origin, parts.Scale.Origin, weights.Scale, weights.Shift, y.Origin, x.Layout.Blocks,
                x.Layout.Plane, x.Layout.Pitch, map.Plane, map.Pitch, map.Plane, map.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
            return;
        }

        plan.Call(
            new ChannelAffineKernel(IsCentered: true, Epilogue.None, AreApart: true),
            x.Origin, parts.Mean.Origin, parts.Scale.Origin, weights.Shift, y.Origin,
            x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, y.Layout.Plane, y.Layout.Pitch, x.Layout.Height, x.Layout.Width);
    }

    private static void Sums(FusedLayer layer, Tensor dy, TrainingPlanner plan)
    {
        Tensor x = plan.Input(layer);
        Parts parts = Saved(layer, plan);
        bool hasWeights = HasValueWeights(layer.Node);
        TensorLayout map = Values(x);
        plan.Call(
            new ChannelGradientSumsKernel(hasWeights),
            [
                x.Origin, dy.Origin, .. hasWeights ? [SharedWeights(layer, plan).Scale] : new Operand[0], parts.Mean.Origin,
                Sum(layer, plan).Origin, Product(layer, plan).Origin, x.Layout.Blocks, x.Layout.Plane, x.Layout.Pitch, dy.Layout.Plane, dy.Layout.Pitch,
                .. hasWeights ? [map.Plane, map.Pitch] : new Operand[0], x.Layout.Height, x.Layout.Width,
            ]);
    }

    /// <summary>Packs γ and β: by channel, or as maps beside a γ of ones by channel.</summary>
    private static void PackWeights(FusedLayer layer, Weights weights, Lowering plan)
    {
        Node node = layer.Node;
        Operand gamma = plan.Parameter(node, "weight"), beta = plan.Parameter(node, "bias");
        if (!HasValueWeights(node))
        {
            plan.Pack(layer.Node.Name, "WeightLayout.PackScale", gamma, WeightSpan(weights.Gamma), node.Shape.Channels);
            plan.Pack(null, "WeightLayout.PackVector", beta, WeightSpan(weights.Shift));
            return;
        }

        plan.Pack(layer.Node.Name, "WeightLayout.PackScale", Operand.Nothing, WeightSpan(weights.Gamma), node.Shape.Channels);
        plan.Pack(null, "WeightLayout.Pack", [gamma, WeightSpan(weights.Scale), .. Depthwise(node)]);
        plan.Pack(null, "WeightLayout.Pack", [beta, WeightSpan(weights.Shift), .. Depthwise(node)]);
    }

    /// <summary>A map of weights is laid out as a depthwise kernel of the map's size.</summary>
    private static Operand[] Depthwise(Node node)
    {
        TensorShape shape = node.Shape;
        return [shape.Channels, shape.Channels, shape.Channels, shape.Height, shape.Width, 0, TensorLayout.FullBlock];
    }

    private static Weights NewWeights(FusedLayer layer, Lowering plan)
    {
        (long channels, long values) = Lengths(layer, plan);
        Operand gamma = plan.Weights(channels);
        return new Weights(gamma, HasValueWeights(layer.Node) ? plan.Weights(values) : gamma, plan.Weights(values));
    }

    private static Weights SharedWeights(FusedLayer layer, TrainingPlanner plan)
    {
        (long channels, long values) = Lengths(layer, plan);
        Operand gamma = plan.Shared(layer, "gamma", channels);
        return new Weights(gamma, HasValueWeights(layer.Node) ? plan.Shared(layer, "scale", values) : gamma, plan.Shared(layer, "shift", values));
    }

    /// <summary>Floats of numbers per channel, and of those of the scale and shift.</summary>
    private static (long Channels, long Values) Lengths(FusedLayer layer, Lowering plan)
    {
        Tensor x = plan.Input(layer);
        return (PerChannel(x).Length, HasValueWeights(layer.Node) ? Values(x).Length : PerChannel(x).Length);
    }

    private static Parts Saved(FusedLayer layer, TrainingPlanner plan)
    {
        TensorLayout perChannel = PerChannel(plan.Input(layer));
        return new Parts(plan.Saved(layer, "mean", perChannel), plan.Saved(layer, "variance", perChannel), plan.Saved(layer, "scale", perChannel));
    }

    private static Tensor Sum(FusedLayer layer, TrainingPlanner plan) => plan.Saved(layer, "sum", PerChannel(plan.Input(layer)));

    private static Tensor Product(FusedLayer layer, TrainingPlanner plan) => plan.Saved(layer, "product", PerChannel(plan.Input(layer)));

    private static bool HasValueWeights(Node node) => node.Layer is LayerNorm { Affine: true } && !node.Shape.IsVector;

    private static int Groups(Node node) => ((ImageNorm)node.Layer).ChannelGroups;

    private static long Positions(Tensor x) => (long)x.Layout.Height * x.Layout.Width;

    private static TensorLayout PerChannel(Tensor x) => TensorLayout.Blocked(TensorShape.Vector(x.Layout.Channels), Halo.None);

    private static TensorLayout Values(Tensor x) => x.Layout with { Halo = Halo.None };

    private static Operand WeightSpan(Operand operand) => operand with { Kind = OperandKind.WeightSpan };

    private static Operand GradientSpan(Operand operand) => operand with { Kind = OperandKind.WeightGradientSpan };

    /// <summary>Statistics by channel: the mean of its group, its variance (once merged, 1/σ), and γ/σ.</summary>
    private sealed record Parts(Tensor Mean, Tensor Variance, Tensor Scale);

    /// <summary>Packed weights: γ by channel (ones where values have weights), and the scale and shift as the layer declares them.</summary>
    private sealed record Weights(Operand Gamma, Operand Scale, Operand Shift);
}
