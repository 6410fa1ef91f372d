using System;
using System.IO;
using System.Numerics.Tensors;

namespace NetworkGen;

/// <summary>
/// What every generated network offers, so that generic code can load, run and train any of them.
/// </summary>
/// <remarks>
/// Tensors are float32, contiguous, [n, channels, height, width]; n images go through one call.
/// <c>Forward</c> may be called from many threads on one instance; changing parameters or buffers meanwhile may not.
/// </remarks>
/// <typeparam name="TSelf">The network itself.</typeparam>
public interface INetwork<TSelf>
    where TSelf : INetwork<TSelf>
{
    /// <summary>Floats per input image.</summary>
    public static abstract int InputLength { get; }

    /// <summary>Floats per output.</summary>
    public static abstract int OutputLength { get; }

    /// <summary>The shape of one input image.</summary>
    public static abstract TensorShape InputShape { get; }

    /// <summary>The shape of one output.</summary>
    public static abstract TensorShape OutputShape { get; }

    /// <summary>Its layers with shapes, receptive fields and costs.</summary>
    public static abstract NetworkSummary Summary { get; }

    /// <summary>A fresh network, initialised as PyTorch does it.</summary>
    /// <param name="seed">The same seed gives the same bits on every machine.</param>
    public static abstract TSelf Create(int seed);

    /// <summary>A network with the weights of a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the message names the tensor.</exception>
    public static abstract TSelf Load(string path);

    /// <summary>A network with the weights of a safetensors stream, read from its position to its end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="InvalidDataException">The data is damaged or belongs to another network; the message names the tensor.</exception>
    public static abstract TSelf Load(Stream stream);

    /// <summary>A network with the weights of a safetensors file, as far as the options want them: for transfer learning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What may differ between file and network, and what is frozen.</param>
    /// <param name="report">What was loaded and what wasn't.</param>
    /// <exception cref="ArgumentException">A name in the options stands for nothing; the message offers the nearest.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the message names the tensor.</exception>
    public static abstract TSelf Load(string path, LoadOptions options, out LoadReport report);

    /// <summary>A network with the weights of a safetensors stream, read from its position to its end, as far as the options want them.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="options">What may differ between file and network, and what is frozen.</param>
    /// <param name="report">What was loaded and what wasn't.</param>
    /// <exception cref="ArgumentException">A name in the options stands for nothing; the message offers the nearest.</exception>
    /// <exception cref="InvalidDataException">The data is damaged or belongs to another network; the message names the tensor.</exception>
    public static abstract TSelf Load(Stream stream, LoadOptions options, out LoadReport report);

    /// <summary>Everything that is trained, in one buffer.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Running statistics of batch norms, in one buffer; empty without them.</summary>
    public ParameterSet Buffers { get; }

    /// <summary>
    /// How many cores one call may use: images are spread over them, and where there are fewer images than cores, cores share an image as far
    /// as it pays. Results don't depend on it, to the bit. Default 0: all cores; one where the work is too small. 1: the caller's alone.
    /// A training pass takes the number when it is created, and spreads its batch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int Threads { get; set; }

    /// <summary>Inference on n images.</summary>
    /// <param name="input">n × <see cref="InputLength"/> floats.</param>
    /// <param name="output">n × <see cref="OutputLength"/> floats.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Inference on n images of bytes, interleaved height × width × channels, as image decoders give them.</summary>
    /// <param name="input">n × <see cref="InputLength"/> bytes.</param>
    /// <param name="output">n × <see cref="OutputLength"/> floats.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Forward(ReadOnlySpan<byte> input, Span<float> output);

    /// <summary>Inference on a dense tensor of n images.</summary>
    /// <param name="input">[n, channels, height, width].</param>
    /// <param name="output">[n, channels, height, width] of <see cref="OutputShape"/>; [n, features] as well where height and width are 1.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or a tensor isn't dense.</exception>
    public void Forward(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output);

    /// <summary>Writes parameters and buffers as a safetensors file; the old file is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path);

    /// <summary>Writes parameters and buffers as safetensors.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    public void Save(Stream stream);

    /// <summary>A forward and backward pass in training mode: batch statistics, dropout.</summary>
    /// <param name="batchSize">The most images it takes at once.</param>
    public TrainingPass CreateTrainingPass(int batchSize);
}
