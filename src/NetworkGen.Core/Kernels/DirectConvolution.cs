using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Kernels;

/// <summary>Convolutions (dense, grouped, depthwise) and linear layers, computed directly over register tiles.</summary>
public sealed class DirectConvolution : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => ConvolutionGeometry.Of(node) is null ? "computes convolutions and linear layers" : null;

    /// <inheritdoc/>
    public override Halo InputHalo(Node node) => ConvolutionGeometry.Of(node)!.InputHalo;

    /// <inheritdoc/>
    public override Halo GradientHalo(Node node) => ConvolutionGeometry.Of(node)!.GradientHalo;

    /// <inheritdoc/>
    public override bool ReadsPlanes(Node node) => !ConvolutionGeometry.Of(node)!.IsLanewise;

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, (Lowering)plan);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, (Lowering)plan);

    /// <summary>Forward: y[k, h, w] = bias[k] + Σ x[c, h·s + r·d − p, w·s + t·d − p] · weight[k, c, r, t].</summary>
    private static void Forward(FusedLayer layer, Lowering plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(layer.Node)!;
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Operand weights = plan.Weights(geometry.PackedLength(geometry.Taps, x.Layout.Block));
        bool hasBias = layer.BatchNorm is not null || layer.Node.Parameters.Any(static parameter => parameter.Name.EndsWith(".bias", System.StringComparison.Ordinal));
        long biasLength = y.Layout.Blocks * TensorLayout.FullBlock;
        Operand bias = hasBias ? plan.Weights(biasLength) : plan.Zeros(biasLength);
        PackForward(layer, geometry, x.Layout.Block, weights, hasBias ? bias : Operand.Nothing, plan);

        Window vertical = geometry.Vertical;
        Window horizontal = geometry.Horizontal;
        var kernel = new ConvolutionKernel(
            vertical.Stride, InputOf(geometry, x.Layout.Block), ConvolutionKernel.Unclamped(layer.Epilogue),
            plan.Tiles[new TileRequest(geometry.Output.Height, geometry.Output.Width, geometry.OutputBlocks, geometry.IsLanewise)],
            TakesResidual(plan));
        Tensor? residual = layer.Residual is { } added ? plan.View(added) : null;
        plan.Call(
            kernel,
            [
                x.Before(vertical.PaddingLow, horizontal.PaddingLow), weights, bias, y.Origin,
                geometry.PanelGroups, geometry.InputBlocks(x.Layout.Block), x.Layout.Plane, x.Layout.Pitch,
                geometry.OutputBlocks, y.Layout.Plane, y.Layout.Pitch, TensorLayout.FullBlock, geometry.Output.Height, geometry.Output.Width,
                vertical.Kernel, horizontal.Kernel, vertical.Dilation, ConvolutionKernel.Lowest(layer.Epilogue), .. Residual(residual, plan),
            ]);
    }

    /// <summary>Where some convolutions of a network may add a residual all can, forward and backward, so that they share kernels.</summary>
    private static bool TakesResidual(Lowering plan) => plan.Network.Nodes.Any(static node => node.Layer is Layers.Add);

    private static Operand[] Residual(Tensor? residual, Lowering plan) =>
        !TakesResidual(plan) ? []
        : residual is null ? [Operand.Text("ref Nowhere"), 0, 0]
        : [residual.Origin, residual.Layout.Plane, residual.Layout.Pitch];

    private static ConvolutionInput InputOf(ConvolutionGeometry geometry, int block) =>
        geometry.IsLanewise ? ConvolutionInput.Lanes : block == 1 ? ConvolutionInput.Planes : ConvolutionInput.Blocks;

    private static void PackForward(FusedLayer layer, ConvolutionGeometry geometry, int block, Operand weights, Operand bias, Lowering plan)
    {
        Operand weight = plan.Parameter(layer.Node, "weight");
        Operand[] shape = Shape(geometry, block);
        if (layer.BatchNorm is { } node)
        {
            float eps = ((Layers.BatchNorm2d)node.Layer).Eps;
            plan.Pack(
                layer.ShortTitle,
                "WeightLayout.PackWithBatchNorm",
                [
                    weight, plan.Parameter(layer.Node, "bias"), plan.Parameter(node, "weight"), plan.Parameter(node, "bias"),
                    plan.Statistic(node, "running_mean"), plan.Statistic(node, "running_var"), Operand.Text(SimdTarget.Literal(eps)),
                    Span(weights), Span(bias), .. shape,
                ]);
            return;
        }

        plan.Pack(layer.ShortTitle, "WeightLayout.Pack", [weight, Span(weights), .. shape]);
        if (bias.Kind == OperandKind.Weights)
        {
            plan.Pack(null, "WeightLayout.PackVector", plan.Parameter(layer.Node, "bias"), Span(bias));
        }
    }

    /// <inheritdoc/>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(layer.Node)!;
        Tensor x = plan.Input(layer);
        Tensor dy = plan.OutputGradient(layer);
        int block = x.Layout.Block;
        bool lanewise = geometry.IsLanewise;
        EquatableArray<WeightTile> tiles = SimdTarget.Tiled.Select(simd =>
            WeightTile.Choose(simd, geometry.OutputBlocks, geometry.Vertical.Kernel, geometry.Horizontal.Kernel, lanewise ? 1 : block, lanewise)).ToEquatableArray();
        int rowsPerSum = System.Math.Max(1, ConvolutionWeightsKernel.PositionsPerSum / geometry.Output.Width);
        Operand weightGradient = plan.ParameterGradient(layer.Node, "weight");
        plan.OnlyFor(weightGradient);
        Operand gradient = plan.WeightGradients(geometry.PackedLength(geometry.Taps, block));
        plan.Call(
            ConvolutionWeightsKernel.For(geometry.Horizontal.Kernel, geometry.Vertical.Dilation, InputOf(geometry, block), tiles),
            x.Before(geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow), dy.Origin, gradient,
            geometry.PanelGroups, geometry.InputBlocks(block), x.Layout.Plane, x.Layout.Pitch,
            geometry.OutputBlocks, dy.Layout.Plane, dy.Layout.Pitch, geometry.Output.Height, geometry.Output.Width,
            geometry.Vertical.Kernel, geometry.Horizontal.Kernel, geometry.Vertical.Stride, geometry.Vertical.Dilation, rowsPerSum);
        plan.Unpack(layer.ShortTitle, "WeightLayout.AddUnpacked", [Span(gradient), weightGradient, .. Shape(geometry, block)]);

        Operand biasGradient = plan.ParameterGradient(layer.Node, "bias");
        if (biasGradient.Kind == OperandKind.GradientSpan)
        {
            plan.OnlyFor(biasGradient);
            Operand sums = plan.WeightGradients(dy.Layout.Blocks * TensorLayout.FullBlock);
            plan.Call(new BiasGradientKernel(), dy.Origin, sums, dy.Layout.Blocks, dy.Layout.Plane, dy.Layout.Pitch, geometry.Output.Height, geometry.Output.Width);
            plan.Unpack(null, "WeightLayout.AddVector", Span(sums), biasGradient);
        }
    }

    /// <summary>
    /// Forward was y[k, o] += x[c, o·s + r·d − p] · weight[k, c, r], so dx[c, i] = Σ dy[k, o] · weight[k, c, r] over o·s + r·d − p = i:
    /// the same kernel with the two kinds of channels exchanged, once per phase of the stride.
    /// </summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(layer.Node)!;
        if (!geometry.HasFewPhases)
        {
            BackwardInputByReference(layer, geometry, outputGradient, inputGradient, plan);
            return;
        }

        if (!StridePhase.CoverAll(geometry.Vertical, geometry.Input.Height) || !StridePhase.CoverAll(geometry.Horizontal, geometry.Input.Width))
        {
            plan.Call(new RuntimeKernel("MapLayout.Clear"), inputGradient.Start, inputGradient.Layout.Length);
        }

        foreach (StridePhase row in StridePhase.All(geometry.Vertical, geometry.Input.Height))
        {
            foreach (StridePhase column in StridePhase.All(geometry.Horizontal, geometry.Input.Width))
            {
                BackwardInput(layer, geometry, row, column, outputGradient, inputGradient, plan);
            }
        }
    }

    private static void BackwardInput(
        FusedLayer layer, ConvolutionGeometry geometry, StridePhase row, StridePhase column, Tensor dy, Tensor dx, TrainingPlanner plan)
    {
        int outputBlocks = geometry.InputBlocks(TensorLayout.FullBlock);
        Operand weights = plan.Weights(geometry.PackedLength(row.Taps * column.Taps, TensorLayout.FullBlock));
        plan.Pack(
            layer.ShortTitle + ", turned around",
            "WeightLayout.PackTurned",
            [
                plan.Parameter(layer.Node, "weight"), Span(weights), .. Shape(geometry, TensorLayout.FullBlock),
                row.FirstTap, row.TapStep, row.Taps, column.FirstTap, column.TapStep, column.Taps,
            ]);
        int stride = geometry.Vertical.Stride;
        int dilation = row.Taps * column.Taps == 1 ? 1 : row.Dilation;
        var kernel = new ConvolutionKernel(
            Stride: 1, InputOf(geometry, TensorLayout.FullBlock), Epilogue.None,
            plan.Tiles[new TileRequest(row.Outputs, column.Outputs, outputBlocks, geometry.IsLanewise)], TakesResidual(plan));
        plan.Call(
            kernel,
            [
                dy.Before(-row.First, -column.First), weights, plan.Zeros(dx.Layout.Blocks * TensorLayout.FullBlock),
                dx.Origin with { Offset = dx.Origin.Offset + (row.Phase * dx.Layout.Pitch) + (column.Phase * TensorLayout.FullBlock) },
                geometry.PanelGroups, geometry.OutputBlocks, dy.Layout.Plane, dy.Layout.Pitch,
                outputBlocks, dx.Layout.Plane, stride * dx.Layout.Pitch, stride * TensorLayout.FullBlock, row.Outputs, column.Outputs,
                row.Taps, column.Taps, dilation, ConvolutionKernel.Lowest(Epilogue.None), .. Residual(null, plan),
            ]);
    }

    /// <summary>Strides of patches have a phase, so a kernel call, for each of their taps: there a plain loop of the runtime library serves.</summary>
    private static void BackwardInputByReference(FusedLayer layer, ConvolutionGeometry geometry, Tensor dy, Tensor dx, TrainingPlanner plan)
    {
        plan.Call(new RuntimeKernel("MapLayout.Clear"), dx.Start, dx.Layout.Length);
        plan.Call(
            new RuntimeKernel("ConvolutionReference.BackwardInput"),
            plan.Parameter(layer.Node, "weight"), dy.Origin, dx.Origin,
            geometry.OutChannels, geometry.InChannels, geometry.Groups, geometry.Vertical.Kernel, geometry.Horizontal.Kernel,
            geometry.Vertical.Stride, geometry.Vertical.Dilation, geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow,
            geometry.Output.Height, geometry.Output.Width, dy.Layout.Plane, dy.Layout.Pitch,
            geometry.Input.Height, geometry.Input.Width, dx.Layout.Plane, dx.Layout.Pitch);
    }

    /// <summary>The numbers that the packing methods share: out, in, groups, kernel height, kernel width, computed groups, block.</summary>
    private static Operand[] Shape(ConvolutionGeometry geometry, int block) =>
    [
        geometry.OutChannels, geometry.InChannels, geometry.Groups, geometry.Vertical.Kernel, geometry.Horizontal.Kernel,
        geometry.IsLanewise ? 0 : geometry.PanelGroups, block,
    ];

    private static Operand Span(Operand operand) => operand.Kind switch
    {
        OperandKind.Weights => operand with { Kind = OperandKind.WeightSpan },
        OperandKind.WeightGradients => operand with { Kind = OperandKind.WeightGradientSpan },
        _ => operand,
    };
}
