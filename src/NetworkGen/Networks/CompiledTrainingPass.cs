using System;
using System.ComponentModel;
using System.Numerics.Tensors;

namespace NetworkGen;

/// <summary>
/// What stands behind a generated network's training pass: memory, chunks of the batch, threads. The generated part runs its phases.
/// Base class of generated code.
/// </summary>
/// <remarks>
/// A batch is divided into a fixed number of chunks that depends on the network and the number of images alone; each chunk sums its
/// weight gradients on its own and they are added in order, so results don't depend on the number of threads.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledTrainingPass : TrainingPass, IParallelWork
{
    private const int FewestChunks = 4;
    private const int MostChunks = 16;

    // Weight gradients of all chunks together, at most, unless even the fewest chunks need more.
    private const long ChunkFloats = 16_000_000;

    private readonly ParameterSet _parameters;
    private readonly ParameterSet _buffers;
    private readonly int _inputLength;
    private readonly int _outputLength;
    private readonly long _sampleLength;
    private readonly int _weightGradientsLength;
    private readonly int _chunkLimit;
    private AlignedMemory _samples;
    private AlignedMemory _weights;
    private AlignedMemory _weightGradients;
    private float[] _gradients;
    private float[] _results;
    private float[] _inputGradient;
    private float[] _keptResultGradients = [];
    private State _state = State.Fresh;
    private bool _isDisposed;
    private ulong _calls;
    private int _count;
    private int _chunks;
    private long _packedVersion = -1;
    private nint _images;
    private nint _resultGradients;

    /// <summary>Called by generated code.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="buffers">Its running statistics.</param>
    /// <param name="batchSize">The most images at once.</param>
    /// <param name="inputLength">Floats per image.</param>
    /// <param name="outputLength">Floats per result.</param>
    /// <param name="sampleLength">Floats of one image's activations and gradients.</param>
    /// <param name="weightsLength">Floats of packed weights.</param>
    /// <param name="weightGradientsLength">Floats of packed weight gradients.</param>
    /// <param name="switches">Conditions on the backward pass.</param>
    protected CompiledTrainingPass(
        ParameterSet parameters, ParameterSet buffers, int batchSize, int inputLength, int outputLength,
        long sampleLength, long weightsLength, long weightGradientsLength, int switches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        long perImage = Math.Max(sampleLength, Math.Max(inputLength, outputLength));
        if (batchSize * perImage > Array.MaxLength - 64)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), batchSize,
                $"One image takes {perImage * sizeof(float) / 1024.0:N1} KiB in training; at most {(Array.MaxLength - 64) / perImage} go through one pass.");
        }

        _parameters = parameters;
        _buffers = buffers;
        BatchSize = batchSize;
        Wanted = new bool[switches];
        _inputLength = inputLength;
        _outputLength = outputLength;
        _sampleLength = sampleLength;
        _weightGradientsLength = checked((int)weightGradientsLength);
        _chunkLimit = (int)Math.Clamp(ChunkFloats / Math.Max(1, weightGradientsLength), FewestChunks, MostChunks);
        _samples = new AlignedMemory(batchSize * sampleLength);
        _weights = new AlignedMemory(weightsLength);
        _weightGradients = new AlignedMemory(Math.Min(batchSize, _chunkLimit) * weightGradientsLength);
        _gradients = new float[parameters.TotalLength];
        _results = new float[batchSize * outputLength];
        _inputGradient = new float[batchSize * inputLength];
    }

    private enum State
    {
        Fresh,
        Forward,
        Backward,
        InputGradient,
    }

    /// <inheritdoc/>
    public override int BatchSize { get; }

    /// <summary>How many cores a pass may use: the batch is spread over them. Default 0: all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <inheritdoc/>
    public override Span<float> Gradients
    {
        get
        {
            ThrowIfDisposed();
            return _gradients;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Backward"/> has not run since the last <see cref="Forward"/>.</exception>
    public override ReadOnlySpan<float> InputGradient
    {
        get
        {
            ThrowIfDisposed();
            if (_state < State.Backward)
            {
                throw new InvalidOperationException("The input's gradient is known after Backward; call Forward, then Backward, first.");
            }

            // Few want it, and at the first layer it costs as much as a wide convolution: computed when asked for.
            if (_state == State.Backward)
            {
                if (LeavesOut)
                {
                    BackwardThroughFrozen();
                }

                RunBackwardInput(_count);
                _state = State.InputGradient;
            }

            return _inputGradient.AsSpan(0, _count * _inputLength);
        }
    }

    /// <summary>Seed of the dropout masks of the last <see cref="Forward"/>: <see cref="TrainingPass.Seed"/> and the number of that call, mixed.</summary>
    protected ulong DropoutSeed { get; private set; }

    /// <summary>All parameters, for generated code.</summary>
    protected ReadOnlySpan<float> Parameters => _parameters.Values;

    /// <summary>All running statistics, for generated code.</summary>
    protected Span<float> Buffers => _buffers.Writable;

    /// <summary>Which gradients this backward pass computes, for generated code.</summary>
    protected bool[] Wanted { get; }

    /// <summary>All packed weights, for generated code.</summary>
    protected Span<float> Weights => _weights.Span;

    /// <summary>The first packed weight.</summary>
    protected ref float FirstWeight => ref _weights.Start;

    /// <summary>Packed weight gradients, summed over the chunks.</summary>
    protected ReadOnlySpan<float> WeightGradients => _weightGradients.Span[.._weightGradientsLength];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The length is not that of 1 to BatchSize images.</exception>
    public override unsafe ReadOnlySpan<float> Forward(ReadOnlySpan<float> images)
    {
        ThrowIfDisposed();
        int count = images.Length / _inputLength;
        if (images.Length % _inputLength != 0 || count < 1 || count > BatchSize)
        {
            throw new ArgumentException(
                $"The images have {images.Length} floats; 1 to {BatchSize} images (BatchSize) take {_inputLength} each, {(long)BatchSize * _inputLength} at most.", nameof(images));
        }

        _state = State.Fresh;
        _count = count;
        _chunks = Math.Min(count, _chunkLimit);
        DropoutSeed = RandomStream.SplitMix64(RandomStream.SplitMix64(Seed, 0), _calls++);
        long version = _parameters.Version;
        if (_packedVersion != version)
        {
            PackWeights();
            _packedVersion = version;
        }

        fixed (float* from = images)
        {
            _images = (nint)from;
            RunForward(count);
        }

        if (_buffers.TotalLength > 0)
        {
            _buffers.MarkChanged();
        }

        _state = State.Forward;
        return _results.AsSpan(0, count * _outputLength);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The length is not that of the last results.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> has not run.</exception>
    public override unsafe void Backward(ReadOnlySpan<float> outputGradient)
    {
        ThrowIfDisposed();
        if (_state < State.Forward)
        {
            throw new InvalidOperationException("Backward goes back through the last Forward; call Forward first.");
        }

        if (outputGradient.Length != _count * _outputLength)
        {
            throw new ArgumentException(
                $"The output gradient has {outputGradient.Length} floats; the last Forward gave {_count} × {_outputLength} = {_count * _outputLength}.", nameof(outputGradient));
        }

        FindWanted();
        if (LeavesOut)
        {
            // The caller's memory is gone when the gradient of the input is asked for.
            _keptResultGradients = _keptResultGradients.Length == 0 ? new float[_results.Length] : _keptResultGradients;
            outputGradient.CopyTo(_keptResultGradients);
        }

        _weightGradients.Span[..(_chunks * _weightGradientsLength)].Clear();
        fixed (float* from = outputGradient)
        {
            _resultGradients = (nint)from;
            RunBackward(_count);
        }

        for (int chunk = 1; chunk < _chunks; chunk++)
        {
            Span<float> sum = _weightGradients.Span[.._weightGradientsLength];
            TensorPrimitives.Add(sum, _weightGradients.Span.Slice(chunk * _weightGradientsLength, _weightGradientsLength), sum);
        }

        UnpackGradients();
        _state = State.Backward;
    }

    /// <inheritdoc/>
    public override void ZeroGradients() => Gradients.Clear();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _isDisposed = true;
        _samples = _weights = _weightGradients = AlignedMemory.Empty;
        _gradients = _results = _inputGradient = _keptResultGradients = [];
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs one unit of a phase; called by worker threads.</summary>
    /// <param name="step">The phase.</param>
    /// <param name="unit">A chunk of the batch, or a block of channels.</param>
    public abstract void Run(int step, int unit);

    /// <summary>Packs the weights for forward and backward; generated.</summary>
    protected abstract void PackWeights();

    /// <summary>Runs the phases of the forward pass; generated.</summary>
    /// <param name="count">Images.</param>
    protected abstract void RunForward(int count);

    /// <summary>Whether any of some parameters is not frozen; called by generated code.</summary>
    /// <param name="first">The first of them, in the network's order.</param>
    /// <param name="count">How many.</param>
    protected bool Trains(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (!_parameters[i].IsFrozen)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets <see cref="Wanted"/> at the start of a backward pass; generated.</summary>
    protected abstract void FindWanted();

    /// <summary>Runs the phases of the backward pass; generated.</summary>
    /// <param name="count">Images.</param>
    protected abstract void RunBackward(int count);

    /// <summary>Runs the phases that compute the gradient of the input; generated.</summary>
    /// <param name="count">Images.</param>
    protected abstract void RunBackwardInput(int count);

    /// <summary>Adds packed weight gradients to <see cref="Gradients"/>; generated.</summary>
    protected abstract void UnpackGradients();

    /// <summary>Runs a phase on every chunk of the batch.</summary>
    /// <param name="phase">The phase.</param>
    protected void RunChunks(int phase) => WorkerPool.Shared.Run(this, phase, _chunks, Threads);

    /// <summary>Runs a phase on every block of channels.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="blocks">Blocks.</param>
    protected void RunBlocks(int phase, int blocks) => WorkerPool.Shared.Run(this, phase, blocks, Threads);

    /// <summary>Images of the pass that runs.</summary>
    protected int Count => _count;

    /// <summary>The first image of a chunk; that of the next one is its end.</summary>
    /// <param name="chunk">The chunk.</param>
    protected int FirstSample(int chunk) => (int)((long)chunk * _count / _chunks);

    /// <summary>The activations and gradients of an image.</summary>
    /// <param name="sample">The image.</param>
    protected ref float Sample(int sample) => ref System.Runtime.CompilerServices.Unsafe.Add(ref _samples.Start, (nint)(sample * _sampleLength));

    /// <summary>The packed weight gradients of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    protected ref float ChunkWeightGradients(int chunk) =>
        ref System.Runtime.CompilerServices.Unsafe.Add(ref _weightGradients.Start, (nint)chunk * _weightGradientsLength);

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

    /// <summary>Whether the backward pass leaves out what only frozen parameters would have wanted.</summary>
    private bool LeavesOut => Wanted.AsSpan().Contains(false);

    /// <summary>The way to the input leads through frozen layers: backward once more, through all of them. The parameters' gradients stay as they are.</summary>
    private unsafe void BackwardThroughFrozen()
    {
        float[] gradients = [.. _gradients];
        Wanted.AsSpan().Fill(true);
        fixed (float* from = _keptResultGradients)
        {
            _resultGradients = (nint)from;
            RunBackward(_count);
        }

        gradients.CopyTo(_gradients, 0);
    }

    /// <summary>Names what the user knows, not the generated class.</summary>
    private void ThrowIfDisposed()
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException(nameof(TrainingPass));
        }
    }
}
