using System;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The calls that a convolution and its transpose are made of. With <c>y[k, o] = Σ x[c, o·s + r·d − p] · weight[k, c, r]</c>: along the
/// convolution from x to y, back along it from y to x, and what its weights get of the two.
/// </summary>
/// <param name="geometry">The convolution.</param>
/// <param name="layer">The layer whose weights they are.</param>
/// <param name="plan">Where the calls go.</param>
internal sealed class ConvolutionCalls(ConvolutionGeometry geometry, FusedLayer layer, Lowering plan)
{
    /// <summary>From x to y.</summary>
    /// <param name="x">Its input, with the zeros of <see cref="ConvolutionGeometry.InputHalo"/> around it.</param>
    /// <param name="weights">Packed by <c>WeightLayout.Pack</c>.</param>
    /// <param name="y">Its output.</param>
    /// <param name="store">What happens before a store; nothing where it is null.</param>
    public void Along(Tensor x, Operand weights, Tensor y, ConvolutionStore? store = null)
    {
        Window vertical = geometry.Vertical;
        Window horizontal = geometry.Horizontal;
        Epilogue epilogue = store?.Epilogue ?? Epilogue.None;
        bool isPooled = store?.IsPooled == true;
        var kernel = new ConvolutionKernel(
            vertical.Stride, Input(x.Layout.Block), ConvolutionKernel.Unclamped(epilogue),
            plan.Tiles[geometry.OutputTile with { IsPooled = isPooled }], TakesResidual, isPooled, FetchesAhead(x.Layout.Block),
            HasSlidingTaps(vertical.Kernel, horizontal.Kernel, vertical.Dilation), geometry.HasGaps, IsPointwise(x.Layout.Block));
        int joined = geometry.JoinedRows;
        plan.Call(
            kernel,
            [
                x.Before(vertical.PaddingLow, horizontal.PaddingLow), weights, Bias(store, y), y.Origin,
                geometry.PanelGroups, geometry.InputBlocks(x.Layout.Block), x.Layout.Plane, joined * x.Layout.Pitch,
                geometry.OutputBlocks, y.Layout.Plane, joined * y.Layout.Pitch, TensorLayout.FullBlock, geometry.Output.Height, geometry.Output.Width,
                .. kernel.IsPointwise ? Array.Empty<Operand>() : [vertical.Kernel, horizontal.Kernel, vertical.Dilation], ConvolutionKernel.Lowest(epilogue),
                .. Residual(store?.Residual is { } residual ? [residual.Origin, residual.Layout.Plane, joined * residual.Layout.Pitch, TensorLayout.FullBlock] : null),
                .. geometry.HasGaps ? new Operand[] { geometry.RowColumns, y.Layout.Pitch - (geometry.RowColumns * TensorLayout.FullBlock) } : [],
            ]);
    }

    /// <summary>
    /// From y to x, x[c, i] = Σ y[k, o] · weight[k, c, r] over o·s + r·d − p = i: the same kernel with the two kinds of channels exchanged,
    /// once per phase of the stride. What is in no phase is left alone.
    /// </summary>
    /// <param name="y">Its output, with the zeros of <see cref="ConvolutionGeometry.GradientHalo"/> around it.</param>
    /// <param name="x">Its input.</param>
    /// <param name="comment">What stands above the packing of each phase's weights.</param>
    /// <param name="store">What happens before a store; nothing where it is null.</param>
    public void Back(Tensor y, Tensor x, string comment, ConvolutionStore? store = null)
    {
        foreach (StridePhase row in StridePhase.All(geometry.Vertical, geometry.Input.Height))
        {
            foreach (StridePhase column in StridePhase.All(geometry.Horizontal, geometry.Input.Width))
            {
                Back(row, column, y, x, comment, store);
            }
        }
    }

    private void Back(StridePhase row, StridePhase column, Tensor y, Tensor x, string comment, ConvolutionStore? store)
    {
        Operand weights = plan.Weights(geometry.PackedLength(row.Taps * column.Taps, TensorLayout.FullBlock));
        PackTurned(row, column, weights, comment);
        int stride = geometry.Vertical.Stride;
        int outputBlocks = geometry.InputBlocks(TensorLayout.FullBlock);
        Epilogue epilogue = store?.Epilogue ?? Epilogue.None;
        Operand InPhase(Tensor map) => map.Before(-row.Phase, -column.Phase);
        var kernel = new ConvolutionKernel(
            Stride: 1, Input(TensorLayout.FullBlock), ConvolutionKernel.Unclamped(epilogue),
            plan.Tiles[geometry.Tile(row.Outputs, column.Outputs, outputBlocks)], TakesResidual,
            FetchesAhead: FetchesAhead(TensorLayout.FullBlock), HasSlidingTaps: HasSlidingTaps(row.Taps, column.Taps, row.Dilation),
            IsPointwise: IsPointwise(TensorLayout.FullBlock));
        plan.Call(
            kernel,
            [
                y.Before(-row.First, -column.First), weights, Bias(store, x), InPhase(x),
                geometry.PanelGroups, geometry.OutputBlocks, y.Layout.Plane, geometry.JoinedRows * y.Layout.Pitch,
                outputBlocks, x.Layout.Plane, stride * geometry.JoinedRows * x.Layout.Pitch, stride * TensorLayout.FullBlock, row.Outputs, column.Outputs,
                .. kernel.IsPointwise ? Array.Empty<Operand>() : [row.Taps, column.Taps, row.Taps * column.Taps == 1 ? 1 : row.Dilation], ConvolutionKernel.Lowest(epilogue),
                .. Residual(store?.Residual is { } residual ? [InPhase(residual), residual.Layout.Plane, stride * geometry.JoinedRows * residual.Layout.Pitch, stride * TensorLayout.FullBlock] : null),
            ]);
    }

    /// <summary>Strides of patches have a phase, so a kernel call, for each of their taps: there a plain loop of the runtime library adds to x.</summary>
    /// <param name="y">Its output.</param>
    /// <param name="x">Its input.</param>
    /// <param name="comment">What stands above the packing of the weights.</param>
    public void BackByReference(Tensor y, Tensor x, string comment)
    {
        Operand weight = plan.Parameter(layer.Node, "weight");
        Operand weights = plan.Weights(weight.Length);
        plan.Pack(comment, "WeightLayout.PackVector", weight, Span(weights));
        plan.Call(
            new RuntimeKernel("ConvolutionReference.BackwardInput"),
            weights, y.Origin, x.Origin,
            geometry.OutChannels, geometry.InChannels, geometry.Groups, geometry.Vertical.Kernel, geometry.Horizontal.Kernel,
            geometry.Vertical.Stride, geometry.Vertical.Dilation, geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow,
            geometry.Output.Height, geometry.Output.Width, y.Layout.Plane, y.Layout.Pitch,
            geometry.Input.Height, geometry.Input.Width, x.Layout.Plane, x.Layout.Pitch);
    }

    /// <summary>The bias alone, at every position of x: a convolution without taps.</summary>
    /// <param name="y">Its output, of which nothing is read.</param>
    /// <param name="x">Its input.</param>
    /// <param name="store">What happens before a store.</param>
    public void WithoutTaps(Tensor y, Tensor x, ConvolutionStore store)
    {
        var kernel = new ConvolutionKernel(
            Stride: 1, Input(TensorLayout.FullBlock), ConvolutionKernel.Unclamped(store.Epilogue),
            plan.Tiles[geometry.InputTile], TakesResidual, FetchesAhead: FetchesAhead(TensorLayout.FullBlock));
        plan.Call(
            kernel,
            [
                y.Origin, plan.Zeros(TensorLayout.FullBlock), store.Bias, x.Origin,
                geometry.PanelGroups, 0, y.Layout.Plane, y.Layout.Pitch,
                geometry.InputBlocks(TensorLayout.FullBlock), x.Layout.Plane, x.Layout.Pitch, TensorLayout.FullBlock, geometry.Input.Height, geometry.Input.Width,
                0, 0, 1, ConvolutionKernel.Lowest(store.Epilogue),
                .. Residual(store.Residual is { } residual ? [residual.Origin, residual.Layout.Plane, residual.Layout.Pitch, TensorLayout.FullBlock] : null),
            ]);
    }

    /// <summary>What the weights get: dweight[k, c, r] += Σ dy[k, o] · x[c, o·s + r·d − p].</summary>
    /// <param name="x">Its input (or its gradient, for a transpose), with the zeros of <see cref="ConvolutionGeometry.InputHalo"/> around it.</param>
    /// <param name="y">The gradient of its output (or that output, for a transpose).</param>
    /// <param name="training">The plan, which is one of training.</param>
    /// <param name="winograd">How by Winograd's minimal filtering, or null for the direct sum.</param>
    public void WeightGradient(Tensor x, Tensor y, TrainingPlanner training, WinogradWeights? winograd = null)
    {
        int block = x.Layout.Block;
        Operand weightGradient = plan.ParameterGradient(layer.Node, "weight");
        training.OnlyFor(weightGradient);
        Operand gradient = training.WeightGradients(geometry.PackedLength(geometry.Taps, block));
        if (winograd is null)
        {
            DirectWeightGradient(x, y, gradient);
        }
        else
        {
            winograd.Call(geometry, x, y, gradient, training);
        }

        training.Unpack(layer.Node.Name, "WeightLayout.AddUnpacked", [Span(gradient), weightGradient, .. Shape(block)]);
    }

    private void DirectWeightGradient(Tensor x, Tensor y, Operand gradient)
    {
        int block = x.Layout.Block;
        bool lanewise = geometry.IsLanewise;
        EquatableArray<WeightTile> tiles = SimdTarget.Tiled.Select(simd =>
            WeightTile.Choose(simd, geometry.OutputBlocks, geometry.Vertical.Kernel, geometry.Horizontal.Kernel, lanewise ? 1 : block, lanewise)).ToEquatableArray();
        int rowsPerSum = ConvolutionWeightsKernel.RowsPerSum(geometry.Output.Height, geometry.Output.Width);
        plan.Call(
            ConvolutionWeightsKernel.For(geometry.Horizontal.Kernel, geometry.Vertical.Dilation, Input(block), tiles),
            x.Before(geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow), y.Origin, gradient,
            geometry.PanelGroups, geometry.InputBlocks(block), x.Layout.Plane, geometry.JoinedRows * x.Layout.Pitch,
            geometry.OutputBlocks, y.Layout.Plane, geometry.JoinedRows * y.Layout.Pitch, geometry.Output.Height, geometry.Output.Width,
            geometry.Vertical.Kernel, geometry.Horizontal.Kernel, geometry.Vertical.Stride, geometry.Vertical.Dilation, rowsPerSum);
    }

    /// <summary>What the bias gets, where there is one.</summary>
    /// <param name="outputGradient">The gradient of the layer's result.</param>
    /// <param name="training">The plan, which is one of training.</param>
    public void BiasGradient(Tensor outputGradient, TrainingPlanner training)
    {
        Operand biasGradient = plan.ParameterGradient(layer.Node, "bias");
        if (biasGradient.Kind == OperandKind.GradientSpan)
        {
            training.OnlyFor(biasGradient);
            TensorLayout layout = outputGradient.Layout;
            Operand sums = training.WeightGradients(layout.Blocks * TensorLayout.FullBlock);
            plan.Call(new BiasGradientKernel(), outputGradient.Origin, sums, layout.Blocks, layout.Plane, layout.Pitch, layout.Height, layout.Width);
            training.Unpack(null, "WeightLayout.AddVector", Span(sums), biasGradient);
        }
    }

    /// <summary>What happens before a store of the layer's result; its bias takes room among the packed weights.</summary>
    public ConvolutionStore Store()
    {
        bool hasBias = layer.BatchNorm is not null || plan.Parameter(layer.Node, "bias").Kind == OperandKind.ParameterSpan;
        long length = TensorLayout.Blocked(layer.Node.Shape, Halo.None).Blocks * TensorLayout.FullBlock;
        return new ConvolutionStore(
            hasBias ? plan.Weights(length) : plan.Zeros(length), layer.Epilogue, layer.Residual is { } added ? plan.View(added) : null, layer.Pool is not null);
    }

    /// <summary>Packs the weights for <see cref="Along"/>, in blocks of so many input channels, and no bias.</summary>
    public void Pack(string comment, Operand weights, int block) =>
        plan.Pack(comment, "WeightLayout.Pack", [plan.Parameter(layer.Node, "weight"), Span(weights), .. Shape(block)]);

    /// <summary>Packs the bias that the layer declares.</summary>
    public void PackBias(string? comment, Operand bias)
    {
        if (plan.Parameter(layer.Node, "bias") is { Kind: OperandKind.ParameterSpan } parameter)
        {
            plan.Pack(comment, "WeightLayout.PackVector", parameter, Span(bias));
        }
    }

    /// <summary>Packs weights for <see cref="Along"/> and the bias, with the batch norm behind the layer folded in.</summary>
    public void PackWithBatchNorm(Operand weights, Operand bias, int block) => plan.Pack(
        layer.Node.Name, "WeightLayout.PackWithBatchNorm",
        [
            plan.Parameter(layer.Node, "weight"), plan.Parameter(layer.Node, "bias"), plan.Parameter(layer.BatchNorm!, "weight"), plan.Parameter(layer.BatchNorm!, "bias"),
            plan.Statistic(layer.BatchNorm!, "running_mean"), Variance, Eps, Span(weights), Span(bias), .. Shape(block),
        ]);

    /// <summary>Packs the weights of one of two paths (<see cref="PathSum"/>) and adds its bias to that of the path before it, with the batch norm behind the layer folded in.</summary>
    /// <param name="weights">The weights of both.</param>
    /// <param name="bias">The bias of both.</param>
    /// <param name="firstBlock">The first of the path's blocks of channels.</param>
    /// <param name="blocks">Blocks of both.</param>
    public void PackPath(Operand weights, Operand bias, int firstBlock, int blocks)
    {
        Operand[] norm = layer.BatchNorm is { } batchNorm
            ? [plan.Parameter(batchNorm, "weight"), plan.Parameter(batchNorm, "bias"), plan.Statistic(batchNorm, "running_mean"), Variance, Eps]
            : [];
        plan.Pack(
            layer.Node.Name, norm.Length == 0 ? "PathLayout.Pack" : "PathLayout.PackWithBatchNorm",
            [
                plan.Parameter(layer.Node, "weight"), plan.Parameter(layer.Node, "bias"), .. norm, Span(weights), Span(bias),
                geometry.OutChannels, geometry.InChannels, firstBlock, blocks,
            ]);
    }

    /// <summary>Packs the bias with the batch norm behind the layer folded in.</summary>
    public void PackBiasWithBatchNorm(Operand bias) => plan.Pack(
        layer.Node.Name, "WeightLayout.PackBiasWithBatchNorm",
        plan.Parameter(layer.Node, "bias"), plan.Parameter(layer.BatchNorm!, "weight"), plan.Parameter(layer.BatchNorm!, "bias"),
        plan.Statistic(layer.BatchNorm!, "running_mean"), Variance, Eps, Span(bias));

    private void PackTurned(StridePhase row, StridePhase column, Operand weights, string comment)
    {
        Operand weight = plan.Parameter(layer.Node, "weight");
        Operand[] shape = Shape(TensorLayout.FullBlock);
        Operand[] phase = [row.FirstTap, row.TapStep, row.Taps, column.FirstTap, column.TapStep, column.Taps];
        if (layer.BatchNorm is { } norm)
        {
            plan.Pack(comment, "WeightLayout.PackTurnedWithBatchNorm", [weight, plan.Parameter(norm, "weight"), Variance, Eps, Span(weights), .. shape, .. phase]);
            return;
        }

        plan.Pack(comment, "WeightLayout.PackTurned", [weight, Span(weights), .. shape, .. phase]);
    }

    /// <summary>Where some convolutions of a network may add a residual all can, forward and backward, so that they share kernels.</summary>
    public bool TakesResidual => plan.Network.Nodes.Any(static node => node.Layer is Add);

    private bool FetchesAhead(int block) => plan.Ground.FetchesAhead && Input(block) == ConvolutionInput.Blocks;

    public Operand[] Residual(Operand[]? residual) => !TakesResidual ? [] : residual ?? [Operand.Text("ref Nowhere"), 0, 0, 0];

    private Operand Bias(ConvolutionStore? store, Tensor map) => store?.Bias ?? plan.Zeros(map.Layout.Blocks * TensorLayout.FullBlock);

    public Operand Variance => plan.Statistic(layer.BatchNorm!, "running_var");

    public Operand Eps => Operand.Text(SimdTarget.Literal(((BatchNorm2d)layer.BatchNorm!.Layer).Eps));

    private bool HasSlidingTaps(int rows, int columns, int dilation) =>
        geometry.IsLanewise && (rows, columns, dilation) == (SlidingTaps.Size, SlidingTaps.Size, 1);

    private bool IsPointwise(int block) => geometry.IsPointwise && Input(block) == ConvolutionInput.Blocks;

    private ConvolutionInput Input(int block) =>
        geometry.IsLanewise ? ConvolutionInput.Lanes : block == 1 ? ConvolutionInput.Planes : ConvolutionInput.Blocks;

    /// <summary>The numbers that the packing methods share: out, in, groups, kernel height, kernel width, computed groups, block.</summary>
    private Operand[] Shape(int block) =>
    [
        geometry.OutChannels, geometry.InChannels, geometry.Groups, geometry.Vertical.Kernel, geometry.Horizontal.Kernel,
        geometry.IsLanewise ? 0 : geometry.PanelGroups, block,
    ];

    public static Operand Span(Operand operand) => operand.Kind switch
    {
        OperandKind.Weights => operand with { Kind = OperandKind.WeightSpan },
        OperandKind.WeightGradients => operand with { Kind = OperandKind.WeightGradientSpan },
        _ => operand,
    };
}

/// <summary>What happens to a sum before it is stored.</summary>
/// <param name="Bias">What it begins with: one number per channel, packed.</param>
/// <param name="Epilogue">The activation.</param>
/// <param name="Residual">Another map that is added before the activation, or null.</param>
/// <param name="IsPooled">Whether only the largest of each 2×2 activated values is stored.</param>
internal sealed record ConvolutionStore(Operand Bias, Epilogue Epilogue, Tensor? Residual, bool IsPooled);
