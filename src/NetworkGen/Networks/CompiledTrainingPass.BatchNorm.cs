using System;
using System.Runtime.CompilerServices;
using NetworkGen.Core.Kernels;
using NetworkGen.Layout;

namespace NetworkGen;

/// <content>What batch norm needs of the whole batch, between two phases: statistics forward, sums of gradients backward. Block by block of 16 channels.</content>
public abstract partial class CompiledTrainingPass
{
    private const int StatisticsStep = -1;
    private const int GradientsStep = -2;
    private const int Lanes = 16;

    private BatchNormUnit _norm;

    /// <summary>Mean and variance of the batch, which the running ones follow, and what the next phase scales and shifts by; called by generated code.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">Where the layer's input begins in an image's memory, in floats.</param>
    /// <param name="plane">Floats from one block of channels to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="vectors">Where the vectors that its forward and backward share begin among the packed weights.</param>
    /// <param name="weight">Where its weight begins among the parameters, its bias behind it; -1 without them.</param>
    /// <param name="running">Where its running mean begins among the running statistics, its running variance behind it.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">running ← (1 − momentum) · running + momentum · batch.</param>
    protected void RunStatistics(
        int channels, int rows, int columns, nint x, nint plane, nint pitch, int vectors, int weight, int running, float eps, float momentum)
    {
        _norm = new BatchNormUnit(channels, vectors, x, new BatchMap((nint)_sampleLength, plane, pitch, rows, columns), 0, default);
        RunBlocks(StatisticsStep);
        BatchNorm.Normalize(
            Vector(NormVector.Mean), Vector(NormVector.Variance), AffineOrNone(Parameters, weight, 0), AffineOrNone(Parameters, weight, 1), eps, momentum,
            _buffers.Writable.Slice(running, channels), _buffers.Writable.Slice(running + channels, channels),
            Vector(NormVector.Scale), Vector(NormVector.Shift), (long)_count * rows * columns);
    }

    /// <summary>The gradients of weight and bias, where they are trained, and what the next phase makes the input's gradient of; called by generated code.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="x">Where the layer's input begins in an image's memory, in floats.</param>
    /// <param name="plane">Floats from one block of channels to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="dy">Where the gradient of its result begins.</param>
    /// <param name="gradientPlane">Floats from one block of the gradient to the next.</param>
    /// <param name="gradientPitch">Floats from one row of the gradient to the next.</param>
    /// <param name="vectors">Where the vectors that its forward and backward share begin among the packed weights.</param>
    /// <param name="weight">Where its weight begins among the parameters, its bias behind it; -1 without them.</param>
    /// <param name="parameter">The number of the weight among the parameters, that of its bias being the next; -1 without them.</param>
    /// <param name="eps">Added to the variance.</param>
    protected void RunStatisticsGradients(
        int channels, int rows, int columns, nint x, nint plane, nint pitch, nint dy, nint gradientPlane, nint gradientPitch,
        int vectors, int weight, int parameter, float eps)
    {
        _norm = new BatchNormUnit(
            channels, vectors, x, new BatchMap((nint)_sampleLength, plane, pitch, rows, columns), dy, new BatchMap((nint)_sampleLength, gradientPlane, gradientPitch, rows, columns));
        RunBlocks(GradientsStep);
        BatchNorm.Gradients(
            Vector(NormVector.Variance), Vector(NormVector.Sum), Vector(NormVector.Product), Vector(NormVector.Scale), eps,
            parameter >= 0 && Trained[parameter] ? _gradients.AsSpan(weight, channels) : default,
            parameter >= 0 && Trained[parameter + 1] ? _gradients.AsSpan(weight + channels, channels) : default,
            Vector(NormVector.OfGradient), Vector(NormVector.OfValue), Vector(NormVector.Constant), (long)_count * rows * columns);
    }

    private void RunBlocks(int step) => WorkerPool.Shared.Run(this, step, _norm.Length / Lanes, Threads);

    private void RunBlock(int step, int block)
    {
        ref float x = ref Unsafe.Add(ref Sample(0), _norm.X + (block * _norm.Map.Plane));
        Span<float> mean = Vector(NormVector.Mean).Slice(block * Lanes, Lanes);
        if (step == StatisticsStep)
        {
            BatchNormSums.Statistics(ref x, _norm.Map, _count, mean, Vector(NormVector.Variance).Slice(block * Lanes, Lanes));
            return;
        }

        ref float dy = ref Unsafe.Add(ref Sample(0), _norm.Gradient + (block * _norm.GradientMap.Plane));
        BatchNormSums.Gradients(
            ref x, _norm.Map, ref dy, _norm.GradientMap, _count, mean,
            Vector(NormVector.Sum).Slice(block * Lanes, Lanes), Vector(NormVector.Product).Slice(block * Lanes, Lanes));
    }

    private Span<float> Vector(NormVector vector) => Weights.Slice(_norm.Vectors + ((int)vector * _norm.Length), _norm.Length);

    /// <summary>Weight (0) or bias (1).</summary>
    private ReadOnlySpan<float> AffineOrNone(ReadOnlySpan<float> parameters, int weight, int which) =>
        weight < 0 ? default : parameters.Slice(weight + (which * _norm.Channels), _norm.Channels);

    /// <summary>The batch norm that runs.</summary>
    private readonly record struct BatchNormUnit(int Channels, int Vectors, nint X, BatchMap Map, nint Gradient, BatchMap GradientMap)
    {
        /// <summary>Floats of each vector: whole blocks.</summary>
        public int Length => (Channels + Lanes - 1) / Lanes * Lanes;
    }
}
