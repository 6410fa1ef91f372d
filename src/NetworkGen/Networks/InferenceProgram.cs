using System;
using System.ComponentModel;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using NetworkGen.Layout;

namespace NetworkGen;

/// <summary>
/// What stands behind <c>Forward</c> of a generated network: packed weights that follow the parameters, a workspace per call in flight,
/// and images spread over cores, or cores over an image. The generated part runs one image, or, where several are to share what they read of the weights,
/// a group of them. Base class of generated code.
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
    private readonly int _imagesPerGroup;
    private readonly long _macs;
    private readonly AlignedMemory _weights;
    private readonly Lock _packing = new();
    private readonly ArenaPool _arenas;
    private readonly ArenaPool _groupArenas;
    private readonly ForwardWork?[] _idleWork = new ForwardWork?[4];

    // What each core of an image has for itself. One image at a time has several, as they are the pool's; so each finds what it wrote last in its own cache.
    private AlignedMemory[] _ofCores = [];
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
    /// <param name="imagesPerGroup">Images of a batch that a core takes at a time, at most.</param>
    /// <param name="groupLength">Floats of a group's activations; none where a group is one image.</param>
    protected InferenceProgram(
        ParameterSet parameters, ParameterSet buffers, TensorShape inputShape, TensorShape outputShape, long arenaLength, long weightsLength, long macs, int waits,
        int imagesPerGroup = 1, long groupLength = 0)
    {
        _parameters = parameters;
        _buffers = buffers;
        _inputShape = inputShape;
        _outputShape = outputShape;
        _inputLength = inputShape.Length;
        _outputLength = outputShape.Length;
        _imagesPerGroup = imagesPerGroup;
        _arenas = new ArenaPool(arenaLength, 2 * Environment.ProcessorCount);
        _groupArenas = new ArenaPool(groupLength, 2 * Environment.ProcessorCount);
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

    /// <summary>Runs one image of floats, or one core's share of it; where images are grouped, as many as there are; generated.</summary>
    /// <param name="input">InputLength floats of each.</param>
    /// <param name="results">OutputLength floats of each.</param>
    /// <param name="a">The arena.</param>
    /// <param name="own">What this core has for itself: the arena, or another one where it is one of several.</param>
    /// <param name="w">The packed weights.</param>
    /// <param name="share">The share of this core.</param>
    protected abstract void Run(ReadOnlySpan<float> input, Span<float> results, ref float a, ref float own, ref float w, Share share);

    /// <summary>Runs one image of bytes, or one core's share of it; where images are grouped, as many as there are; generated.</summary>
    /// <param name="input">InputLength bytes of each.</param>
    /// <param name="results">OutputLength floats of each.</param>
    /// <param name="a">The arena.</param>
    /// <param name="own">What this core has for itself: the arena, or another one where it is one of several.</param>
    /// <param name="w">The packed weights.</param>
    /// <param name="share">The share of this core.</param>
    protected abstract void Run(ReadOnlySpan<byte> input, Span<float> results, ref float a, ref float own, ref float w, Share share);

    private void Forward(nint input, bool isBytes, nint output, int count)
    {
        FollowParameters();
        bool isSmall = Threads == 0 && _macs * count < SerialMacs;
        int cores = isSmall ? 1 : Threads == 0 ? Pool.Width : Math.Min(Threads, Pool.Width);
        int team = Math.Min(cores, MostTogether);
        BatchDivision division = BatchDivision.Of(count, cores, team, _imagesPerGroup);
        if (cores == 1 || division is { Units: 1, Together: 0 })
        {
            RunAlone(input, isBytes, output, count, division.ImagesPerUnit);
            return;
        }

        ForwardWork work = Idle.Rent(_idleWork) ?? new ForwardWork(this);
        work.Input = input;
        work.IsBytes = isBytes;
        work.Output = output;
        work.Count = count - division.Together;
        work.ImagesPerUnit = division.ImagesPerUnit;
        ProvideArenas(division.ImagesPerUnit, Math.Min(division.Units, cores));
        ProvideArenas(1, division.Together > 0 ? 1 : 0);
        ProvideForCores(division.Together > 0 ? team : 0);
        Pool.Run(work, 0, division.Units, cores);
        for (int image = work.Count; image < count; image++)
        {
            work.Arena = RentArena(1);
            work.Image = image;
            Pool.Run(work, team);
            Return(work.Arena);
        }

        Idle.Return(_idleWork, work);
    }

    /// <summary>An arena for so many images. One for a group will do for a single image, too.</summary>
    private AlignedMemory RentArena(int images) =>
        images > 1 ? _groupArenas.TryRent() ?? _groupArenas.New() : _arenas.TryRent() ?? _groupArenas.TryRent() ?? _arenas.New();

    private void Return(AlignedMemory arena) => (arena.Length == _arenas.Length ? _arenas : _groupArenas).Return(arena);

    private void ProvideArenas(int images, int count)
    {
        if (images > 1)
        {
            _groupArenas.Provide(count);
        }
        else
        {
            _arenas.Provide(count - _groupArenas.Count);
        }
    }

    private void ProvideForCores(int cores)
    {
        if (Volatile.Read(ref _ofCores).Length < cores)
        {
            lock (_packing)
            {
                int there = _ofCores.Length;
                if (there < cores)
                {
                    Volatile.Write(ref _ofCores, [.. _ofCores, .. Enumerable.Range(there, cores - there).Select(_ => new AlignedMemory(_arenas.Length))]);
                }
            }
        }
    }

    /// <summary>Runs neighbouring images of a call on this core.</summary>
    private protected virtual void RunImages(nint input, bool isBytes, nint output, int first, int count, AlignedMemory arena) =>
        Run(input, isBytes, output, first, count, arena, arena, default);

    private void RunAlone(nint input, bool isBytes, nint output, int count, int imagesPerUnit)
    {
        AlignedMemory arena = RentArena(imagesPerUnit);
        for (int first = 0; first < count; first += imagesPerUnit)
        {
            RunImages(input, isBytes, output, first, Math.Min(imagesPerUnit, count - first), arena);
        }

        Return(arena);
    }

    private unsafe void Run(nint input, bool isBytes, nint output, int first, int count, AlignedMemory arena, AlignedMemory own, Share share)
    {
        long start = (long)first * _inputLength;
        int length = count * _inputLength;
        var results = new Span<float>((float*)output + ((long)first * _outputLength), count * _outputLength);
        if (isBytes)
        {
            Run(new ReadOnlySpan<byte>((byte*)input + start, length), results, ref arena.Start, ref own.Start, ref _weights.Start, share);
        }
        else
        {
            Run(new ReadOnlySpan<float>((float*)input + start, length), results, ref arena.Start, ref own.Start, ref _weights.Start, share);
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
            AlignedMemory arena = program.RentArena(ImagesPerUnit);
            int first = unit * ImagesPerUnit;
            program.RunImages(Input, IsBytes, Output, first, Math.Min(ImagesPerUnit, Count - first), arena);
            program.Return(arena);
        }

        /// <summary>The first of several cores, too, has memory of its own beside what they share: what it wrote where others write later, they had to fetch from its cache.</summary>
        public void Run(Share share) =>
            program.Run(Input, IsBytes, Output, Image, 1, Arena!, share.IsAll ? Arena! : program._ofCores[share.Core], share);
    }
}
