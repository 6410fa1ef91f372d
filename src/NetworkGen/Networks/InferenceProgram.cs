using System;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Threading;
using NetworkGen.Layout;

namespace NetworkGen;

/// <summary>
/// What stands behind <c>Forward</c> of a generated network: packed weights that follow the parameters, a workspace per call in flight,
/// and images spread over cores, or cores over an image. The generated part runs one image. Base class of generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InferenceProgram
{
    /// <summary>Below this much work, waking other cores costs more than it brings (about 3 million multiply-adds: 40 µs of one core).</summary>
    private const long SerialMacs = 3_000_000;

    /// <summary>Below this much work, an image isn't worth several cores: a parked one takes about 50 µs to wake up, and all wait for it.</summary>
    private const long TeamMacs = 8_000_000;

    /// <summary>What each core of an image must have to do at least between two waits: about a microsecond, several times what the wait takes.</summary>
    private const long MacsPerWait = 100_000;

    private readonly ParameterSet _parameters;
    private readonly ParameterSet _buffers;
    private readonly TensorShape _inputShape;
    private readonly TensorShape _outputShape;
    private readonly int _inputLength;
    private readonly int _outputLength;
    private readonly long _arenaLength;
    private readonly long _macs;
    private readonly AlignedMemory _weights;
    private readonly Lock _packing = new();
    private readonly AlignedMemory?[] _idle = new AlignedMemory?[2 * Environment.ProcessorCount];
    private readonly ForwardWork?[] _idleWork = new ForwardWork?[4];
    private int _arenas;
    private long _packedParameters = -1;
    private long _packedBuffers = -1;

    /// <summary>Called by generated code.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="buffers">Its running statistics.</param>
    /// <param name="inputShape">The shape of one image.</param>
    /// <param name="outputShape">The shape of one result.</param>
    /// <param name="arenaLength">Floats of one image's activations.</param>
    /// <param name="weightsLength">Floats of packed weights.</param>
    /// <param name="macs">Multiply-accumulates per image.</param>
    /// <param name="waits">How often cores that share an image wait for each other.</param>
    protected InferenceProgram(
        ParameterSet parameters, ParameterSet buffers, TensorShape inputShape, TensorShape outputShape, long arenaLength, long weightsLength, long macs, int waits)
    {
        _parameters = parameters;
        _buffers = buffers;
        _inputShape = inputShape;
        _outputShape = outputShape;
        _inputLength = inputShape.Length;
        _outputLength = outputShape.Length;
        _arenaLength = arenaLength;
        _macs = macs;
        MostTogether = macs < TeamMacs ? 1 : (int)Math.Clamp(macs / MacsPerWait / (waits + 1), 1, int.MaxValue);
        _weights = new AlignedMemory(weightsLength);
    }

    /// <summary>
    /// How many cores one call may use: images are spread over them, and where there are fewer images than cores, cores share an image as far
    /// as it pays. Results don't depend on it, to the bit. Default 0: all cores; one where the work is too small. 1: the caller's alone.
    /// </summary>
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

    /// <summary>The threads beside the caller's.</summary>
    internal WorkerPool Pool { get; set; } = WorkerPool.Shared;

    /// <summary>How many cores pay for one image; tests set it, whose images are small.</summary>
    internal int MostTogether { get; set; }

    /// <summary>Some parameters, in PyTorch's layout; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected ReadOnlySpan<float> Parameter(int first, int length) => _parameters.Values.Slice(first, length);

    /// <summary>Some running statistics; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected ReadOnlySpan<float> Statistic(int first, int length) => _buffers.Values.Slice(first, length);

    /// <summary>The first packed weight.</summary>
    private protected ref float Weights => ref _weights.Start;

    /// <summary>Some packed weights; called by generated code.</summary>
    /// <param name="first">The first.</param>
    /// <param name="length">How many.</param>
    protected Span<float> Weight(int first, int length) => _weights.Span.Slice(first, length);

    /// <summary>Runs n images of floats.</summary>
    /// <param name="input">n × InputLength floats.</param>
    /// <param name="output">n × OutputLength floats.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public unsafe void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        int count = Count(input.Length, output.Length, "floats");
        fixed (float* from = input)
        fixed (float* to = output)
        {
            Forward((nint)from, isBytes: false, (nint)to, count);
        }
    }

    /// <summary>Runs n images of interleaved bytes.</summary>
    /// <param name="input">n × InputLength bytes, height × width × channels.</param>
    /// <param name="output">n × OutputLength floats.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public unsafe void Forward(ReadOnlySpan<byte> input, Span<float> output)
    {
        int count = Count(input.Length, output.Length, "bytes");
        fixed (byte* from = input)
        fixed (float* to = output)
        {
            Forward((nint)from, isBytes: true, (nint)to, count);
        }
    }

    /// <summary>Runs a dense tensor of n images.</summary>
    /// <param name="input">[n, channels, height, width].</param>
    /// <param name="output">[n, channels, height, width]; [n, features] as well where height and width are 1.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or a tensor isn't dense.</exception>
    public void Forward(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output)
    {
        TensorSpans.CheckInput(input.Lengths, _inputShape, nameof(input));
        TensorSpans.CheckOutput(output.Lengths, input.Lengths[0], _outputShape, nameof(output));
        ReadOnlySpan<float> from = TensorSpans.Dense(input, nameof(input));
        Span<float> to = TensorSpans.Dense(output, nameof(output));
        Forward(from, to);
    }

    /// <summary>Packs the weights; generated.</summary>
    protected abstract void Pack();

    /// <summary>Runs one image of floats, or one core's share of it; generated.</summary>
    /// <param name="image">InputLength floats.</param>
    /// <param name="result">OutputLength floats.</param>
    /// <param name="a">The arena.</param>
    /// <param name="own">What this core has for itself: the arena, or another one where it is not the first of several.</param>
    /// <param name="w">The packed weights.</param>
    /// <param name="share">The share of this core.</param>
    protected abstract void Run(ReadOnlySpan<float> image, Span<float> result, ref float a, ref float own, ref float w, Share share);

    /// <summary>Runs one image of bytes, or one core's share of it; generated.</summary>
    /// <param name="image">InputLength bytes.</param>
    /// <param name="result">OutputLength floats.</param>
    /// <param name="a">The arena.</param>
    /// <param name="own">What this core has for itself: the arena, or another one where it is not the first of several.</param>
    /// <param name="w">The packed weights.</param>
    /// <param name="share">The share of this core.</param>
    protected abstract void Run(ReadOnlySpan<byte> image, Span<float> result, ref float a, ref float own, ref float w, Share share);

    private void Forward(nint input, bool isBytes, nint output, int count)
    {
        FollowParameters();
        bool isSmall = Threads == 0 && _macs * count < SerialMacs;
        int cores = isSmall ? 1 : Threads == 0 ? Pool.Width : Math.Min(Threads, Pool.Width);
        int team = Math.Min(cores, MostTogether);
        int imagesPerUnit = ImagesPerUnit(count, cores);

        // What is left over when each core has had as many images as the others: half as many as cores, and they are done sooner together.
        int together = imagesPerUnit == 1 && team > 1 && count % cores * 2 <= team ? count % cores : 0;
        int units = (count - together + imagesPerUnit - 1) / imagesPerUnit;
        if (cores == 1 || (units == 1 && together == 0))
        {
            RunAlone(input, isBytes, output, count, imagesPerUnit);
            return;
        }

        ForwardWork work = Rent(_idleWork) ?? new ForwardWork(this);
        work.Input = input;
        work.IsBytes = isBytes;
        work.Output = output;
        work.Count = count - together;
        work.ImagesPerUnit = imagesPerUnit;
        Provide(together > 0 ? Math.Max(team, Math.Min(units, cores)) : Math.Min(units, cores));
        Pool.Run(work, 0, units, cores);
        for (int image = count - together; image < count; image++)
        {
            work.Arena = RentArena();
            work.Image = image;
            Pool.Run(work, team);
            Return(_idle, work.Arena);
        }

        Return(_idleWork, work);
    }

    /// <summary>How many images of a call one core takes at a time.</summary>
    private protected virtual int ImagesPerUnit(int count, int cores) => 1;

    /// <summary>Runs neighbouring images of a call on this core.</summary>
    private protected virtual void RunImages(nint input, bool isBytes, nint output, int first, int count, AlignedMemory arena)
    {
        for (int image = first; image < first + count; image++)
        {
            RunImage(input, isBytes, output, image, arena, arena, default);
        }
    }

    private void RunAlone(nint input, bool isBytes, nint output, int count, int imagesPerUnit)
    {
        AlignedMemory arena = RentArena();
        for (int first = 0; first < count; first += imagesPerUnit)
        {
            RunImages(input, isBytes, output, first, Math.Min(imagesPerUnit, count - first), arena);
        }

        Return(_idle, arena);
    }

    /// <summary>So many arenas are there; now, not when so many threads first happen to run at the same time: later calls allocate nothing.</summary>
    private void Provide(int arenas)
    {
        while (Volatile.Read(ref _arenas) < arenas)
        {
            Return(_idle, NewArena());
        }
    }

    private unsafe void RunImage(nint input, bool isBytes, nint output, int image, AlignedMemory arena, AlignedMemory own, Share share)
    {
        var result = new Span<float>((float*)output + ((long)image * _outputLength), _outputLength);
        if (isBytes)
        {
            Run(new ReadOnlySpan<byte>((byte*)input + ((long)image * _inputLength), _inputLength), result, ref arena.Start, ref own.Start, ref _weights.Start, share);
        }
        else
        {
            Run(new ReadOnlySpan<float>((float*)input + ((long)image * _inputLength), _inputLength), result, ref arena.Start, ref own.Start, ref _weights.Start, share);
        }
    }

    /// <summary>Packs again after a change. In place: parameters don't change while a call is in flight (<see cref="ParameterSet"/>), so nobody reads the old ones.</summary>
    private void FollowParameters()
    {
        if (Volatile.Read(ref _packedParameters) == _parameters.Version && Volatile.Read(ref _packedBuffers) == _buffers.Version)
        {
            return;
        }

        lock (_packing)
        {
            long parameters = _parameters.Version;
            long buffers = _buffers.Version;
            if (_packedParameters != parameters || _packedBuffers != buffers)
            {
                Pack();
                Volatile.Write(ref _packedBuffers, buffers);
                Volatile.Write(ref _packedParameters, parameters);
            }
        }
    }

    private int Count(int inputLength, int outputLength, string unit)
    {
        if (inputLength % _inputLength != 0)
        {
            throw new ArgumentException(
                $"The input has {inputLength} {unit}; n images take n × {_inputLength} (InputLength).", "input");
        }

        int count = inputLength / _inputLength;
        if (outputLength != (long)count * _outputLength)
        {
            throw new ArgumentException(
                $"The output has {outputLength} floats; {count} images give {(long)count * _outputLength} ({count} × {_outputLength}, OutputLength).", "output");
        }

        return count;
    }

    private AlignedMemory RentArena() => Rent(_idle) ?? NewArena();

    private AlignedMemory NewArena()
    {
        var arena = new AlignedMemory(_arenaLength);
        Interlocked.Increment(ref _arenas);
        return arena;
    }

    private static T? Rent<T>(T?[] idle)
        where T : class
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Volatile.Read(ref idle[i]) is not null && Interlocked.Exchange(ref idle[i], null) is { } item)
            {
                return item;
            }
        }

        return null;
    }

    private static void Return<T>(T?[] idle, T item)
        where T : class
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Volatile.Read(ref idle[i]) is null && Interlocked.CompareExchange(ref idle[i], item, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>A call that several threads work on: on a batch some images at a time, on one image together.</summary>
    private sealed class ForwardWork(InferenceProgram program) : IParallelWork, ITeamWork
    {
        public nint Input { get; set; }

        public bool IsBytes { get; set; }

        public nint Output { get; set; }

        public int Count { get; set; }

        public int ImagesPerUnit { get; set; }

        public int Image { get; set; }

        public AlignedMemory? Arena { get; set; }

        public void Run(int step, int unit)
        {
            AlignedMemory arena = program.RentArena();
            int first = unit * ImagesPerUnit;
            program.RunImages(Input, IsBytes, Output, first, Math.Min(ImagesPerUnit, Count - first), arena);
            Return(program._idle, arena);
        }

        public void Run(Share share)
        {
            AlignedMemory own = share.IsFirst ? Arena! : program.RentArena();
            program.RunImage(Input, IsBytes, Output, Image, Arena!, own, share);
            if (!share.IsFirst)
            {
                Return(program._idle, own);
            }
        }
    }
}
