using System;
using System.Runtime.CompilerServices;

namespace NetworkGen;

/// <content>Where things lie: images and results as the user has them, activations by image, packed weights, gradients by chunk of the batch.</content>
public abstract partial class CompiledTrainingPass
{
    /// <summary>The first image of a chunk; that of the next one is its end.</summary>
    /// <param name="chunk">The chunk.</param>
    private int FirstSample(int chunk) => (int)((long)chunk * _count / _chunks);

    /// <summary>The activations and gradients of an image.</summary>
    /// <param name="sample">The image.</param>
    private ref float Sample(int sample) => ref Unsafe.Add(ref _samples.Start, (nint)(sample * _sampleLength));

    /// <summary>The packed weight gradients of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    private ref float ChunkWeightGradients(int chunk) =>
        ref Unsafe.Add(ref _weightGradients.Start, (nint)chunk * _weightGradientsLength);

    /// <summary>Some parameters, in PyTorch's layout; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected ReadOnlySpan<float> Parameter(int first, int length) => Parameters.Slice(first, length);

    /// <summary>The gradients of some parameters, in PyTorch's layout; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected Span<float> Gradient(int first, int length) => _gradients.AsSpan(first, length);

    /// <summary>Some packed weights; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected Span<float> Weight(int first, int length) => Weights.Slice(first, length);

    /// <summary>An image as the user gave it.</summary>
    /// <param name="sample">The image.</param>
    protected unsafe ReadOnlySpan<float> Image(int sample) => new((float*)_images + ((long)sample * _inputLength), _inputLength);

    /// <summary>Where an image's result goes.</summary>
    /// <param name="sample">The image.</param>
    protected Span<float> Result(int sample) => _results.AsSpan(sample * _outputLength, _outputLength);

    /// <summary>The gradient of an image's result as the user gave it.</summary>
    /// <param name="sample">The image.</param>
    protected unsafe ReadOnlySpan<float> ResultGradient(int sample) => new((float*)_resultGradients + ((long)sample * _outputLength), _outputLength);

    /// <summary>Where an image's own gradient goes.</summary>
    /// <param name="sample">The image.</param>
    protected Span<float> ImageGradient(int sample) => _inputGradient.AsSpan(sample * _inputLength, _inputLength);
}
