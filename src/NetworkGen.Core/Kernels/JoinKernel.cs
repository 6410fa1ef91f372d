using System;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>A layer that joins several tensors; its backward goes to each of them by itself.</summary>
public abstract class JoinKernel : LayerKernel
{
    /// <inheritdoc/>
    public sealed override void Inference(FusedLayer layer, InferencePlanner plan) => Join(layer, plan);

    /// <inheritdoc/>
    public sealed override void Forward(FusedLayer layer, TrainingPlanner plan) => Join(layer, plan);

    /// <inheritdoc/>
    public sealed override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        throw new InvalidOperationException("A join has several inputs; say which one the gradient is for.");

    /// <inheritdoc/>
    public abstract override void BackwardInput(FusedLayer layer, int input, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan);

    /// <summary>The calls of the forward pass.</summary>
    protected abstract void Join(FusedLayer layer, Lowering plan);
}
