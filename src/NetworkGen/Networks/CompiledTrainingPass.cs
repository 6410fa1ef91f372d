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
public abstract partial class CompiledTrainingPass : TrainingPass, IParallelWork
{
    private const int FewestChunks = 4;
    private const int MostChunks = 16;

    // Weight gradients of all chunks together, at most, unless even the fewest chunks need more.
    private const long ChunkFloats = 16_000_000;

    // Weight gradients that are summed over the chunks at a time: they stay in the first-level cache.
    private const int SumFloats = 2048;

    private readonly ParameterSet _parameters;
    private readonly ParameterSet _buffers;
    private readonly int _inputLength;
    private readonly int _outputLength;
    private readonly long _sampleLength;
    private readonly int _weightGradientsLength;
    private readonly int _chunkLimit;
    private readonly int _groupSize;
    private AlignedMemory _samples;
    private ScratchMemory _scratch;
    private AlignedMemory _weights;
    private AlignedMemory _weightGradients;
    private float[] _gradients;
    private float[] _results;
    private float[] _inputGradient;
    private float[] _keptGradient = [];
    private State _state = State.Fresh;
    private bool _isDisposed;
    private ulong _calls;
    private int _count;
    private int _chunks;
    private long _packedVersion = -1;
    private nint _images;
    private nint _resultGradients;
    private (int First, int Length) _sum;

    /// <summary>Called by generated code.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="buffers">Its running statistics.</param>
    /// <param name="batchSize">The most images at once.</param>
    /// <param name="inputLength">Floats per image.</param>
    /// <param name="outputLength">Floats per result.</param>
    /// <param name="sampleLength">Floats of one image's activations and gradients.</param>
    /// <param name="scratchLength">Floats that a thread needs while it runs phases on a group of images.</param>
    /// <param name="weightsLength">Floats of packed weights.</param>
    /// <param name="weightGradientsLength">Floats of packed weight gradients.</param>
    /// <param name="switches">Conditions on the backward pass: how many results may be wanted or not.</param>
    /// <param name="groupSize">Images, at most, that phases of a group run on as one.</param>
    protected CompiledTrainingPass(
        ParameterSet parameters, ParameterSet buffers, int batchSize, int inputLength, int outputLength,
        long sampleLength, long scratchLength, long weightsLength, long weightGradientsLength, int switches, int groupSize)
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
        Trained = new bool[parameters.Count];
        Wanted = new bool[switches];
        _groupSize = groupSize;
        _inputLength = inputLength;
        _outputLength = outputLength;
        _sampleLength = sampleLength;
        _weightGradientsLength = checked((int)weightGradientsLength);
        _chunkLimit = (int)Math.Clamp(ChunkFloats / Math.Max(1, weightGradientsLength), FewestChunks, MostChunks);
        _samples = new AlignedMemory(batchSize * sampleLength);
        _scratch = new ScratchMemory(int.Min(int.Min(batchSize, _chunkLimit), WorkerPool.Shared.Width), scratchLength);
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
                CatchUp();
                RunBackwardInput();
                _state = State.InputGradient;
            }

            return _inputGradient.AsSpan(0, _count * _inputLength);
        }
    }

    /// <summary>Seed of the dropout masks of the last <see cref="Forward"/>: <see cref="TrainingPass.Seed"/> and the number of that call, mixed.</summary>
    protected ulong DropoutSeed { get; private set; }

    private ReadOnlySpan<float> Parameters => _parameters.Values;

    /// <summary>Which parameters' gradients this backward pass computes, for generated code: of those that aren't frozen.</summary>
    protected bool[] Trained { get; }

    /// <summary>Which results' gradients this backward pass computes, for generated code.</summary>
    protected bool[] Wanted { get; }

    private Span<float> Weights => _weights.Span;


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
            RunForward();
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
    public override void Backward(ReadOnlySpan<float> outputGradient)
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

        for (int i = 0; i < Trained.Length; i++)
        {
            Trained[i] = !_parameters[i].IsFrozen;
        }

        FindWanted();
        if (Wanted.Contains(false))
        {
            _keptGradient = _keptGradient.Length == 0 ? new float[_results.Length] : _keptGradient;
            outputGradient.CopyTo(_keptGradient);
        }

        try
        {
            RunBackward(outputGradient);
            UnpackGradients();
            ClearSum();
        }
        catch
        {
            // Sums of a pass that was cut off must not be taken for the next one's.
            _weightGradients.Span.Clear();
            _sum = default;
            throw;
        }

        _state = State.Backward;
    }

    /// <inheritdoc/>
    public override void ZeroGradients() => Gradients.Clear();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _isDisposed = true;
        _samples = _weights = _weightGradients = AlignedMemory.Empty;
        _scratch = ScratchMemory.Empty;
        _gradients = _results = _inputGradient = _keptGradient = [];
        GC.SuppressFinalize(this);
    }

    /// <summary>Packs the weights for forward and backward; generated.</summary>
    protected abstract void PackWeights();

    /// <summary>Runs the phases of the forward pass; generated.</summary>
    protected abstract void RunForward();

    /// <summary>From <see cref="Trained"/> to <see cref="Wanted"/>, at the start of a backward pass; generated.</summary>
    protected abstract void FindWanted();

    /// <summary>Runs the phases of the backward pass; generated.</summary>
    protected abstract void RunBackward();

    /// <summary>Runs the phases that compute the gradient of the input; generated.</summary>
    protected abstract void RunBackwardInput();

    /// <summary>Adds packed weight gradients to <see cref="Gradients"/>; generated.</summary>
    protected abstract void UnpackGradients();

    /// <summary>Packed weight gradients, summed over the chunks in their order. They stand until the next call; then they are zero for the next pass.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected ReadOnlySpan<float> SumOfChunks(int first, int length)
    {
        ClearSum();
        _sum = (first, length);
        Span<float> sum = _weightGradients.Span.Slice(first, length);
        for (int start = 0; start < length; start += SumFloats)
        {
            Span<float> part = sum[start..Math.Min(start + SumFloats, length)];
            for (int chunk = 1; chunk < _chunks; chunk++)
            {
                Span<float> ofChunk = _weightGradients.Span.Slice((chunk * _weightGradientsLength) + first + start, part.Length);
                TensorPrimitives.Add(part, ofChunk, part);
                ofChunk.Clear();
            }
        }

        return sum;
    }

    private void ClearSum()
    {
        _weightGradients.Span.Slice(_sum.First, _sum.Length).Clear();
        _sum = default;
    }

    private unsafe void RunBackward(ReadOnlySpan<float> outputGradient)
    {
        fixed (float* from = outputGradient)
        {
            _resultGradients = (nint)from;
            RunBackward();
        }
    }

    /// <summary>
    /// The way to the input leads through the gradients of all results. Where frozen parameters made the last backward leave some out, it runs
    /// again, for the results alone.
    /// </summary>
    private void CatchUp()
    {
        if (Wanted.Contains(false))
        {
            Array.Fill(Wanted, true);
            Array.Clear(Trained);
            RunBackward(_keptGradient.AsSpan(0, _count * _outputLength));
        }
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
