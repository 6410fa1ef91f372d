using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>Collects what kernels ask for while a network is planned: tensors, packed weights and calls. Inference and training each add their own.</summary>
public abstract class Lowering
{
    /// <summary>The method that clears the zeros around a map.</summary>
    internal const string ClearHalo = "MapLayout.ClearHalo";

    private readonly List<TensorLayout> _buffers = [];
    private readonly Dictionary<int, Tensor> _tensors = [];
    private readonly List<KernelCall> _packing = [];
    private Operand? _zeros;
    private string? _comment;
    private int _loops;

    /// <summary>Starts a plan.</summary>
    protected Lowering(Groundwork ground, bool training)
    {
        Ground = ground;
        Layers = training ? ground.TrainingLayers : ground.InferenceLayers;
        Storage = training ? ground.TrainingStorage : ground.InferenceStorage;
        ParameterOffsets = new ParameterOffsets(Network);
    }

    /// <summary>What was decided before.</summary>
    public Groundwork Ground { get; }

    /// <summary>The network that is planned.</summary>
    public Network Network => Ground.Network;

    /// <summary>Who reads whom.</summary>
    public Dataflow Flow => Ground.Flow;

    /// <summary>Its nodes as they run.</summary>
    public IReadOnlyList<FusedLayer> Layers { get; }

    /// <summary>Which results share a tensor.</summary>
    public Storage Storage { get; }

    /// <summary>The register tiles of its convolutions.</summary>
    public TileMenu Tiles => Ground.Tiles;

    /// <summary>How many images' vectors stand side by side as the columns of one map.</summary>
    public virtual int Images => 1;

    /// <summary>Floats of packed weights so far.</summary>
    public long WeightsLength { get; private set; }

    /// <summary>Where parameters and running statistics stand.</summary>
    protected ParameterOffsets ParameterOffsets { get; }

    /// <summary>The calls that fill the packed weights.</summary>
    protected IReadOnlyList<KernelCall> Packing => _packing;

    /// <summary>The buffers asked for.</summary>
    protected IReadOnlyList<TensorLayout> Buffers => _buffers;

    /// <summary>A layer's input, or one of several.</summary>
    public Tensor Input(FusedLayer layer, int index = 0) => View(layer.Node.Inputs[index]);

    /// <summary>A layer's result; on first use its halo is cleared.</summary>
    public Tensor Output(FusedLayer layer) => View(layer.Last.Index);

    /// <summary>The tensor of a node's result under that node's shape.</summary>
    public virtual Tensor View(int node)
    {
        Place place = Storage.Place(node);
        if (!_tensors.TryGetValue(place.Root, out Tensor? tensor))
        {
            _tensors[place.Root] = tensor = NewTensor(Layout(place.Root));
        }

        return tensor.Slice(place.FirstBlock, Layout(node));
    }

    /// <summary>From now on, a node's result is found in a fresh tensor, which is returned.</summary>
    protected Tensor Renew(int node) => _tensors[node] = NewTensor(Layout(node));

    /// <summary>A fresh tensor; its halo is cleared by a call that comes before whatever writes it.</summary>
    public Tensor NewTensor(TensorLayout layout)
    {
        Tensor tensor = NewTensorWithoutHalo(layout);
        ClearHaloOf(tensor);
        return tensor;
    }

    /// <summary>A fresh tensor of which the halo is cleared later.</summary>
    protected Tensor NewTensorWithoutHalo(TensorLayout layout)
    {
        _buffers.Add(layout);
        return new Tensor(_buffers.Count - 1, layout);
    }

    /// <summary>Sets the zeros around a map, where there are any.</summary>
    protected void ClearHaloOf(Tensor tensor)
    {
        TensorLayout layout = tensor.Layout;
        if (layout.Halo != Halo.None)
        {
            Halo halo = layout.Halo;
            Call(
                new RuntimeKernel(ClearHalo, IsDivided: true),
                tensor.Start, layout.Blocks, layout.Plane, layout.Pitch, layout.Height, (long)layout.Width * layout.Block,
                halo.Top, halo.Bottom, (long)halo.Left * layout.Block, (long)halo.Right * layout.Block);
        }
    }

    /// <summary>Room for packed weights; returns a reference to it.</summary>
    public virtual Operand Weights(long length) => NewWeights(length);

    /// <summary>Packed weights that stay zero: the bias of what has none.</summary>
    public virtual Operand Zeros(long length)
    {
        if (_zeros is null || _zeros.Length < length)
        {
            _zeros = NewWeights(length);
        }

        return _zeros;
    }

    /// <summary>A call that fills packed weights.</summary>
    /// <param name="comment">What stands above it, or null where it belongs to the call before.</param>
    /// <param name="method">The method.</param>
    /// <param name="operands">Its arguments.</param>
    public virtual void Pack(string? comment, string method, params Operand[] operands) =>
        _packing.Add(new KernelCall(new RuntimeKernel(method), operands.ToEquatableArray(), comment));

    /// <summary>A parameter of a node in PyTorch's layout, or no span where it has none of that name.</summary>
    public Operand Parameter(Node node, string name) => ParameterOffsets.Parameter(node, name) is { } slice
        ? new Operand(OperandKind.ParameterSpan, slice.Offset, slice.Length)
        : Operand.Nothing;

    /// <summary>A running statistic of a node.</summary>
    public Operand Statistic(Node node, string name)
    {
        (long offset, long length) = ParameterOffsets.Buffer(node, name) ?? throw new ArgumentException($"{node.Layer.Kind} has no buffer {name}.", nameof(name));
        return new Operand(OperandKind.BufferSpan, offset, length);
    }

    /// <summary>The gradient of a parameter of a node, or no span where it has none of that name.</summary>
    public Operand ParameterGradient(Node node, string name) => Parameter(node, name) is { Kind: OperandKind.ParameterSpan } parameter
        ? parameter with { Kind = OperandKind.GradientSpan, Parameter = ParameterOffsets.Index(ParameterOffsets.FullName(node, name)!) }
        : Operand.Nothing;

    /// <summary>A call on one image.</summary>
    public abstract void Call(KernelSpec kernel, params Operand[] operands);

    /// <summary>A call on what each image of a group has put into a tensor of the group; <c>images</c> counts them. In training only.</summary>
    public virtual void CallOverGroup(KernelSpec kernel, params Operand[] operands) => throw new InvalidOperationException("In inference images of a group have tensors of their own.");

    /// <summary>Whether each image of a batch keeps most results, so that they are beyond a core's cache when the next pass writes them. In training only.</summary>
    public virtual bool KeepsBatch => false;

    /// <summary>Whether some layers take a group of images at a time, each a row (<see cref="ImageGroup"/>). In inference only.</summary>
    public virtual bool GroupsImages => false;

    /// <summary>A call on a group of images at a time, which calls the number of its rows <see cref="ImageGroup.Count"/>. Where <see cref="GroupsImages"/>.</summary>
    public virtual void CallOverImages(KernelSpec kernel, params Operand[] operands) => throw new InvalidOperationException("No layer of this network takes several images.");

    /// <summary>A tensor that a group of images shares, each having a part of it (<see cref="Operand.Step"/>). In training only.</summary>
    public virtual Tensor NewGroupTensor(TensorLayout layout) => throw new InvalidOperationException("In inference images of a group have tensors of their own.");

    /// <summary>Makes the calls that <paramref name="calls"/> adds for one strip of a map after the other.</summary>
    /// <param name="count">How many strips.</param>
    /// <param name="size">Tiles of a strip; or rows, or blocks of channels.</param>
    /// <param name="together">Tiles of the map, where strips are there to be divided only and are one to a core that has them all; else null.</param>
    /// <param name="calls">
    /// Adds the calls; given are the first tile and how many. Where strips are <see cref="AreDivided"/>, what passes between calls lies in tensors that each core has.
    /// </param>
    public void InStrips(int count, int size, int? together, Action<Operand, Operand> calls)
    {
        bool areDivided = AreDivided(count);
        if (count == 1 || (together is not null && !areDivided))
        {
            calls(0, together ?? size);
            return;
        }

        Strips = new StripLoop(_loops++, count, areDivided, size, together);
        calls(Strips.Tiles.Start, Strips.Tiles.Tiles);
        Strips = null;
    }

    /// <summary>Whether each of the cores that run an image together takes strips of its own, of so many; in training an image has one core.</summary>
    public virtual bool AreDivided(int strips) => false;

    /// <summary>The loop that the calls made now stand in; null where they are made once.</summary>
    protected StripLoop? Strips { get; private set; }

    /// <summary>What stands above the next call.</summary>
    public void Comment(string comment) => _comment = comment;

    /// <summary>The comment for the call that is made now.</summary>
    protected string? TakeComment()
    {
        string? comment = _comment;
        _comment = null;
        return comment;
    }

    /// <summary>How a node's result lies in memory.</summary>
    protected virtual TensorLayout Layout(int node) => Storage.Layout(node);

    /// <summary>The call that copies an image in, from floats by plane or from interleaved bytes; the prologue's scaling is done on the way.</summary>
    protected void CopyImage(string method, string image)
    {
        Tensor input = View(Network.Input);
        TensorLayout layout = input.Layout;
        Call(
            new RuntimeKernel(method, IsDivided: true),
            Operand.Text(image), Operand.Text("InputConstants.Scale"), Operand.Text("InputConstants.Offset"), input.Origin,
            layout.Channels, layout.Height, layout.Width, layout.Block, layout.Plane, layout.Pitch);
    }

    /// <summary>Replaces buffers by their places in memory.</summary>
    /// <param name="buffers">All buffers.</param>
    /// <param name="calls">All calls, in order.</param>
    /// <param name="kind">Which memory.</param>
    /// <param name="isThere">Which buffers lie there; all where it is null.</param>
    /// <param name="livesToTheEnd">Which of them stay whole after the last call that touches them; none where it is null.</param>
    /// <param name="start">Where in that memory they begin.</param>
    /// <param name="isSameStep">Whether a call, by its number, touches what it touches no later than the one before it; where it is null, neighbours in a loop do.</param>
    protected static (Func<KernelCall, KernelCall> Place, long Length) Assign(
        IReadOnlyList<TensorLayout> buffers, IReadOnlyList<KernelCall> calls,
        OperandKind kind = OperandKind.Arena, Func<int, bool>? isThere = null, Func<int, bool>? livesToTheEnd = null, long start = 0,
        Func<int, bool>? isSameStep = null)
    {
        int[] first = Enumerable.Repeat(-1, buffers.Count).ToArray();
        int[] last = Enumerable.Repeat(-1, buffers.Count).ToArray();
        int step = -1;

        // What a loop reads is read until its last round, so that its calls count as one step.
        isSameStep ??= index => index > 0 && calls[index].Strips is { } strips && strips == calls[index - 1].Strips;
        for (int index = 0; index < calls.Count; index++)
        {
            step += isSameStep(index) ? 0 : 1;
            foreach (Operand operand in calls[index].Operands)
            {
                if (IsToBePlaced(operand))
                {
                    first[operand.Buffer] = first[operand.Buffer] < 0 ? step : first[operand.Buffer];
                    last[operand.Buffer] = step;
                }
            }
        }

        int[] there = [.. Enumerable.Range(0, buffers.Count).Where(index => isThere?.Invoke(index) != false)];
        (long[] places, long length) = MemoryPlanner.Place([.. there.Select(index =>
            new Lifetime(buffers[index].Length, first[index], livesToTheEnd?.Invoke(index) == true ? int.MaxValue : last[index]))]);
        Dictionary<int, long> offsets = there.Select((index, order) => (index, order)).ToDictionary(static one => one.index, one => start + places[one.order]);
        bool keepsRegions = isThere is null;
        Operand Resolve(Operand operand) => operand.Kind == OperandKind.Arena && offsets.TryGetValue(operand.Buffer, out long offset)
            ? operand with
            {
                Kind = kind,
                Offset = operand.Offset + offset,
                Buffer = -1,
                Region = operand.Region is { } region && keepsRegions ? region with { First = region.First + offset } : null,
            }
            : operand;
        return (call => call with { Operands = call.Operands.Select(Resolve).ToEquatableArray() }, length);

        static bool IsToBePlaced(Operand operand) => operand is { Kind: OperandKind.Arena, Buffer: >= 0 };
    }

    private Operand NewWeights(long length)
    {
        var operand = new Operand(OperandKind.Weights, WeightsLength, length);
        WeightsLength += (length + 15) / 16 * 16;
        return operand;
    }
}
