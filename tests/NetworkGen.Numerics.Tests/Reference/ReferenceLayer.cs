namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A layer as its formula, in float64 and plain loops: allowed to be slow, not allowed to be clever.</summary>
/// <param name="input">What enters.</param>
/// <param name="output">What leaves.</param>
public abstract class ReferenceLayer(Feature input, Feature output) : ReferenceOperation(output)
{
    public Feature Input { get; } = input;

    /// <summary>The output for a batch. In training mode running statistics move.</summary>
    public abstract double[] Forward(double[] x, int batchSize, bool training);

    /// <summary>From ∂L/∂output to ∂L/∂input, in training mode; adds to the parameters' gradients.</summary>
    /// <param name="x">What <see cref="Forward(double[], int, bool)"/> was given.</param>
    /// <param name="dy">∂L/∂output.</param>
    /// <param name="batchSize">Images in the batch.</param>
    public abstract double[] Backward(double[] x, double[] dy, int batchSize);

    /// <inheritdoc cref="ReferenceOperation.DistanceToKink"/>
    public virtual double DistanceToKink(double[] x, int batchSize) => double.PositiveInfinity;

    public sealed override double[] Forward(double[][] inputs, int batchSize, bool training) => Forward(inputs[0], batchSize, training);

    public sealed override double[][] Backward(double[][] inputs, double[] dy, int batchSize) => [Backward(inputs[0], dy, batchSize)];

    public sealed override double DistanceToKink(double[][] inputs, int batchSize) => DistanceToKink(inputs[0], batchSize);
}
