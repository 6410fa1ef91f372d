using System;
using System.Runtime.CompilerServices;
using NetworkGen.Core.Kernels;
using NetworkGen.Layout;

namespace NetworkGen;

/// <content>What batch norm needs of the whole batch, between two phases: statistics forward, sums of gradients backward, both merged of what each image has.</content>
public abstract partial class CompiledTrainingPass
{
    private const int Lanes = 16;

    /// <summary>Mean and variance of the batch, which the running ones follow, and what the next phase scales and shifts by; called by generated code.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="sums">Where each image's own statistics (<see cref="BatchNormSums"/>) begin in its memory, in floats.</param>
    /// <param name="vectors">Where the vectors that its forward and backward share begin among the packed weights.</param>
    /// <param name="weight">Where its weight begins among the parameters, its bias behind it; -1 without them.</param>
    /// <param name="running">Where its running mean begins among the running statistics, its running variance behind it.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">running ← (1 − momentum) · running + momentum · batch.</param>
    protected void RunStatistics(int channels, int rows, int columns, nint sums, int vectors, int weight, int running, float eps, float momentum)
    {
        var norm = new NormUnit(channels, vectors);
        long count = (long)_count * rows * columns;
        BatchNorm.MergeStatistics(PerImage(sums, norm), rows * columns, Vector(norm, NormVector.Mean), Vector(norm, NormVector.Variance));
        BatchNorm.Normalize(
            Vector(norm, NormVector.Mean), Vector(norm, NormVector.Variance), AffineOrNone(weight, 0, channels), AffineOrNone(weight, 1, channels), eps, momentum,
            _buffers.Writable.Slice(running, channels), _buffers.Writable.Slice(running + channels, channels),
            Vector(norm, NormVector.Scale), Vector(norm, NormVector.Shift), count);
    }

    /// <summary>The gradients of weight and bias, where they are trained, and what the next phase makes the input's gradient of; called by generated code.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="sums">Where each image's own sums (<see cref="BatchNormSums"/>) begin in its memory, in floats.</param>
    /// <param name="vectors">Where the vectors that its forward and backward share begin among the packed weights.</param>
    /// <param name="weight">Where its weight begins among the parameters, its bias behind it; -1 without them.</param>
    /// <param name="parameter">The number of the weight among the parameters, that of its bias being the next; -1 without them.</param>
    /// <param name="eps">Added to the variance.</param>
    protected void RunStatisticsGradients(int channels, int rows, int columns, nint sums, int vectors, int weight, int parameter, float eps)
    {
        var norm = new NormUnit(channels, vectors);
        BatchNorm.MergeGradients(PerImage(sums, norm), Vector(norm, NormVector.Sum), Vector(norm, NormVector.Product));
        BatchNorm.Gradients(
            Vector(norm, NormVector.Variance), Vector(norm, NormVector.Sum), Vector(norm, NormVector.Product), Vector(norm, NormVector.Scale), eps,
            parameter >= 0 && Trained[parameter] ? _gradients.AsSpan(weight, channels) : default,
            parameter >= 0 && Trained[parameter + 1] ? _gradients.AsSpan(weight + channels, channels) : default,
            Vector(norm, NormVector.OfGradient), Vector(norm, NormVector.OfValue), Vector(norm, NormVector.Constant), (long)_count * rows * columns);
    }

    private PerImage PerImage(nint sums, NormUnit norm) => new(ref Unsafe.Add(ref Sample(0), sums), (nint)_sampleLength, _count, norm.Length);

    private Span<float> Vector(NormUnit norm, NormVector vector) => Weights.Slice(norm.Vectors + ((int)vector * norm.Length), norm.Length);

    /// <summary>Weight (0) or bias (1).</summary>
    private ReadOnlySpan<float> AffineOrNone(int weight, int which, int channels) =>
        weight < 0 ? default : Parameters.Slice(weight + (which * channels), channels);

    /// <summary>The batch norm that runs.</summary>
    private readonly record struct NormUnit(int Channels, int Vectors)
    {
        /// <summary>Floats of each vector: whole blocks.</summary>
        public int Length => (Channels + Lanes - 1) / Lanes * Lanes;
    }
}
