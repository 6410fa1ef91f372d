using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Convolutions (dense, grouped, depthwise) and linear layers, computed over register tiles: directly, or 3×3s by Winograd's minimal filtering where that is chosen.</summary>
public sealed class DirectConvolution : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => ConvolutionGeometry.Of(node) is null ? "computes convolutions and linear layers" : null;

    /// <inheritdoc/>
    public override bool TakesEpilogue(Node node) => true;

    /// <inheritdoc/>
    public override bool TakesPool(Node node) => true;

    /// <inheritdoc/>
    public override IEnumerable<TileRequest> TileRequests(Node node, Groundwork ground) =>
        new[] { ground.Convolution(node)?.Tiles, ground.Training(node)?.Tiles }.OfType<TileRequest>();

    /// <inheritdoc/>
    public override IEnumerable<TileRequest> GradientTileRequests(Node node, Groundwork ground) => ground.Training(node)?.GradientTiles ?? [];

    /// <inheritdoc/>
    public override Halo InputHalo(Node node) => ConvolutionGeometry.Of(node)!.InputHalo;

    /// <inheritdoc/>
    public override Halo GradientHalo(Node node) => ConvolutionGeometry.Of(node)!.GradientHalo;

    /// <inheritdoc/>
    public override bool WantsGradientHaloForInputOnly => true;

    /// <inheritdoc/>
    public override bool TakesColumns(Node node) => ConvolutionGeometry.Of(node) is { IsPointwise: true, PanelGroups: 1 } && InputHalo(node) == Halo.None;

    /// <inheritdoc/>
    public override bool ReadsPlanes(Node node) => !ConvolutionGeometry.Of(node)!.IsLanewise;

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan)
    {
        ConvolutionMethod method = plan.Ground.Convolution(layer.Node)!;
        if (layer.Beside is not null)
        {
            SumOfPaths(method.OfCall, layer, plan);
            return;
        }

        Tensor x = plan.Input(layer);
        if (method.ReadStride > 1)
        {
            Tensor read = plan.NewTensor(TensorLayout.Blocked(method.Geometry.Input, Halo.None));
            CopyStrided(x, read, method.ReadStride, plan);
            x = read;
        }

        Forward(method.Geometry, method.OfCall.OfImages(plan.Images), method.Winograd, layer, x, plan);
    }

    /// <summary>y[k, h, w] = Σ weight₁[k, c] · x₁[c, h·s, w·s] + Σ weight₂[k, c] · x₂[c, h·t, w·t]: one sum over what stands side by side in the joint tensor.</summary>
    private static void SumOfPaths(ConvolutionGeometry geometry, FusedLayer layer, InferencePlanner plan)
    {
        Tensor joint = plan.View(plan.Storage.Joint(layer));
        Tensor y = plan.Output(layer);
        Operand weights = plan.Weights(geometry.PackedLength(geometry.Taps, TensorLayout.FullBlock));
        Operand bias = plan.Weights(y.Layout.Blocks * TensorLayout.FullBlock);
        foreach ((FusedLayer path, int firstBlock) in PathSum.Paths(layer))
        {
            Tensor x = plan.Input(path);
            Tensor read = joint.Slice(firstBlock, joint.Layout with { Channels = path.Node.InputShapes[0].Channels });
            if ((x.Buffer, x.Offset) != (read.Buffer, read.Offset))
            {
                CopyStrided(x, read, ConvolutionGeometry.Of(path.Node)!.Vertical.Stride, plan);
            }

            new ConvolutionCalls(ConvolutionGeometry.Of(path.Node)!, path, plan).PackPath(weights, bias, firstBlock, joint.Layout.Blocks);
        }

        new ConvolutionCalls(geometry, layer, plan).Along(joint, weights, y, new ConvolutionStore(bias, layer.Epilogue, Residual: null, IsPooled: false));
    }

    /// <summary>Copies the positions that a 1×1 reads.</summary>
    private static void CopyStrided(Tensor x, Tensor read, int stride, InferencePlanner plan) => plan.Call(
        new RuntimeKernel("MapLayout.CopyStrided", IsDivided: true, Inputs: 1),
        x.Origin, x.Layout.Plane, x.Layout.Pitch, read.Origin, read.Layout.Plane, read.Layout.Pitch,
        stride, read.Layout.Blocks, read.Layout.Height, read.Layout.Width);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan)
    {
        ConvolutionTrainingMethod method = plan.Ground.Training(layer.Node)!;
        Forward(method.Geometry, method.Geometry, method.Forward, layer, plan.Input(layer), plan);
    }

    /// <summary>Forward: y[k, h, w] = bias[k] + Σ x[c, h·s + r·d − p, w·s + t·d − p] · weight[k, c, r, t].</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="called">What a call computes of it.</param>
    /// <param name="winograd">How by Winograd's minimal filtering, or null for the direct sum.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="x">What it reads.</param>
    /// <param name="plan">Where the calls go.</param>
    private static void Forward(ConvolutionGeometry geometry, ConvolutionGeometry called, WinogradChoice? winograd, FusedLayer layer, Tensor x, Lowering plan)
    {
        if (winograd is not null)
        {
            new WinogradCalls(called, winograd, layer, plan).Forward();
            return;
        }

        var calls = new ConvolutionCalls(geometry, layer, plan);
        Tensor y = plan.Output(layer);
        int block = x.Layout.Block;
        Operand weights = plan.Weights(geometry.PackedLength(geometry.Taps, block));
        ConvolutionStore store = calls.Store();
        if (layer.BatchNorm is null)
        {
            calls.Pack(layer.Node.Name, weights, block);
            calls.PackBias(null, store.Bias);
        }
        else
        {
            calls.PackWithBatchNorm(weights, store.Bias, block);
        }

        if (called.OutputBlocks < geometry.OutputBlocks)
        {
            // Each strip of blocks of channels has its part of the weights.
            weights = weights with { StripStep = weights.Length / geometry.OutputBlocks * called.OutputBlocks };
            store = store with { Bias = store.Bias with { StripStep = called.OutputBlocks * TensorLayout.FullBlock } };
        }

        new ConvolutionCalls(called, layer, plan).Along(x, weights, y, store);
    }

    /// <inheritdoc/>
    public override void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
        ConvolutionTrainingMethod method = plan.Ground.Training(layer.Node)!;
        var calls = new ConvolutionCalls(method.Summed, layer, plan);
        Tensor dy = plan.OutputGradient(layer);
        calls.WeightGradient(plan.Input(layer), dy, plan, method.Weights);
        calls.BiasGradient(dy, plan);
    }

    /// <inheritdoc/>
    public override bool AddBackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        ConvolutionTrainingMethod method = plan.Ground.Training(layer.Node)!;
        return method.Gradient is { } winograd && new WinogradCalls(method.Geometry.Turned, winograd, layer, plan).AddBack(outputGradient, inputGradient);
    }

    /// <summary>Forward was y[k, o] += x[c, o·s + r·d − p] · weight[k, c, r], so dx[c, i] = Σ dy[k, o] · weight[k, c, r] over o·s + r·d − p = i.</summary>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        ConvolutionTrainingMethod method = plan.Ground.Training(layer.Node)!;
        ConvolutionGeometry geometry = method.Geometry;
        if (method.Gradient is { } winograd)
        {
            new WinogradCalls(geometry.Turned, winograd, layer, plan).Back(outputGradient, inputGradient);
            return;
        }

        var calls = new ConvolutionCalls(geometry, layer, plan);
        if (!geometry.HasFewPhases || !geometry.PhasesCoverInput)
        {
            plan.Call(new RuntimeKernel("MapLayout.Clear"), inputGradient.Start, inputGradient.Layout.Length);
        }

        if (geometry.HasFewPhases)
        {
            calls.Back(outputGradient, inputGradient, layer.Node.Name + ", turned around");
        }
        else
        {
            calls.BackByReference(outputGradient, inputGradient, layer.Node.Name + ", for the gradient of its input");
        }
    }
}
