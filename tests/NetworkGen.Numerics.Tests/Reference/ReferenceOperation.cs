using System.Collections.Generic;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A node of the reference's graph: a layer or a join.</summary>
/// <param name="output">What leaves.</param>
public abstract class ReferenceOperation(Feature output)
{
    public Feature Output { get; } = output;

    /// <summary>In PyTorch's order.</summary>
    public virtual IReadOnlyList<ReferenceTensor> Parameters => [];

    /// <summary>Running statistics.</summary>
    public virtual IReadOnlyList<ReferenceTensor> Buffers => [];

    /// <summary>The output for a batch, from one tensor per input. In training mode running statistics move.</summary>
    public abstract double[] Forward(double[][] inputs, int batchSize, bool training);

    /// <summary>From ∂L/∂output to ∂L/∂input for each input, in training mode; adds to the parameters' gradients.</summary>
    /// <param name="inputs">What <see cref="Forward"/> was given.</param>
    /// <param name="dy">∂L/∂output.</param>
    /// <param name="batchSize">Images in the batch.</param>
    public abstract double[][] Backward(double[][] inputs, double[] dy, int batchSize);

    /// <summary>
    /// How near the inputs come to a point where the derivative jumps: there float32 may rightly fall to the other side of it.
    /// An input that stands on the point exactly does so in float32 too, and doesn't count.
    /// </summary>
    public virtual double DistanceToKink(double[][] inputs, int batchSize) => double.PositiveInfinity;
}
