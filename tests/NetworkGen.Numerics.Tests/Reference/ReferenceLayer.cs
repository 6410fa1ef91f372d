using System.Collections.Generic;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A layer as its formula, in float64 and plain loops: allowed to be slow, not allowed to be clever.</summary>
/// <param name="input">What enters.</param>
/// <param name="output">What leaves.</param>
public abstract class ReferenceLayer(Feature input, Feature output)
{
    public Feature Input { get; } = input;

    public Feature Output { get; } = output;

    /// <summary>In PyTorch's order.</summary>
    public virtual IReadOnlyList<ReferenceTensor> Parameters => [];

    /// <summary>Running statistics.</summary>
    public virtual IReadOnlyList<ReferenceTensor> Buffers => [];

    /// <summary>The output for a batch. In training mode running statistics move.</summary>
    public abstract double[] Forward(double[] x, int batchSize, bool training);

    /// <summary>From ∂L/∂output to ∂L/∂input, in training mode; adds to the parameters' gradients.</summary>
    /// <param name="x">What <see cref="Forward"/> was given.</param>
    /// <param name="dy">∂L/∂output.</param>
    /// <param name="batchSize">Images in the batch.</param>
    public abstract double[] Backward(double[] x, double[] dy, int batchSize);

    /// <summary>
    /// How near the inputs come to a point where the derivative jumps: there float32 may rightly fall to the other side of it.
    /// An input that stands on the point exactly does so in float32 too, and doesn't count.
    /// </summary>
    public virtual double DistanceToKink(double[] x, int batchSize) => double.PositiveInfinity;
}
