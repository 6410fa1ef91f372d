using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Plans a training pass: forward keeps what backward needs; backward walks the layers in reverse. Images run side by side in chunks of the
/// batch; only batch statistics wait for the whole batch.
/// </summary>
public sealed class TrainingPlanner : Lowering
{
    private readonly GradientSwitches _switches;
    private readonly List<KernelCall> _unpacking = [];
    private readonly Dictionary<int, Tensor> _gradients = [];
    private readonly Dictionary<(int Node, string Name), Tensor> _saved = [];
    private readonly Dictionary<(int Node, string Name), Operand> _shared = [];
    private readonly Coverage _coverage = new();
    private PhaseList _phases = new();
    private int? _switch;
    private long _weightGradientsLength;

    /// <summary>Starts a plan.</summary>
    public TrainingPlanner(Network network)
        : base(network, training: true) => _switches = new GradientSwitches(network, Layers, Flow);

    /// <summary>The plan.</summary>
    public TrainingPlan Plan()
    {
        PhaseList before = _phases;
        Forward();
        PhaseList after = _phases = new();
        List<FusedLayer> front = Backward();
        _switch = null;
        PhaseList toInput = _phases = new();
        BackwardInput(front);

        IReadOnlyList<Phase> forward = before.Close(), backward = after.Close(), backwardInput = toInput.Close();

        KernelCall[] calls = [.. forward.Concat(backward).Concat(backwardInput).SelectMany(static phase => phase.Calls)];
        var (place, length) = Assign(Buffers, calls, KeptForBackward(forward, backward.Concat(backwardInput)));
        EquatableArray<Phase> Placed(IEnumerable<Phase> phases) =>
            phases.Select(phase => phase with { Calls = phase.Calls.Select(place).ToEquatableArray() }).ToEquatableArray();
        return new TrainingPlan(
            length, WeightsLength, _weightGradientsLength, _switches.All.ToEquatableArray(), Packing.ToEquatableArray(),
            Placed(forward), Placed(backward), Placed(backwardInput), _unpacking.ToEquatableArray());
    }

    /// <inheritdoc/>
    public override void Call(KernelSpec kernel, params Operand[] operands) => _phases.Add(PhaseKind.Images, 0, NewCall(kernel, operands));

    /// <summary>A call for each block of 16 channels over the whole batch; operands of the arena are those of the first image.</summary>
    public void CallPerBlock(int blocks, KernelSpec kernel, params Operand[] operands) => _phases.Add(PhaseKind.Blocks, blocks, NewCall(kernel, operands));

    /// <summary>A call that is made once, between images.</summary>
    public void CallOnce(string method, params Operand[] operands) => _phases.Add(PhaseKind.Once, 0, NewCall(new RuntimeKernel(method), operands));

    /// <summary>Room for packed weight gradients; zero before the first image of a chunk.</summary>
    public Operand WeightGradients(long length)
    {
        var operand = new Operand(OperandKind.WeightGradients, _weightGradientsLength, length);
        _weightGradientsLength += (length + 15) / 16 * 16;
        return operand;
    }

    /// <summary>A call that adds packed weight gradients to a parameter's gradient, after all chunks are summed.</summary>
    /// <param name="comment">What stands above it, or null where it belongs to the call before.</param>
    /// <param name="method">The method.</param>
    /// <param name="operands">Its arguments.</param>
    public void Unpack(string? comment, string method, params Operand[] operands) =>
        _unpacking.Add(new KernelCall(new RuntimeKernel(method), operands.ToEquatableArray(), comment, _switch));

    /// <summary>A tensor that a layer's forward keeps for its backward, by name.</summary>
    public Tensor Saved(FusedLayer layer, string name, TensorLayout layout)
    {
        if (!_saved.TryGetValue((layer.Node.Index, name), out Tensor? tensor))
        {
            _saved[(layer.Node.Index, name)] = tensor = NewTensor(layout);
        }

        return tensor;
    }

    /// <summary>Per-channel numbers of a layer that forward and backward share (batch statistics), by name; they stand among the packed weights.</summary>
    public Operand Shared(FusedLayer layer, string name, long length)
    {
        if (!_shared.TryGetValue((layer.Node.Index, name), out Operand? operand))
        {
            _shared[(layer.Node.Index, name)] = operand = Weights(length);
        }

        return operand;
    }

    /// <summary>The gradient of a layer's result.</summary>
    public Tensor OutputGradient(FusedLayer layer) => Gradient(layer.Last.Index);

    /// <summary>What forward keeps stays whole until the next forward, so that backward may run twice.</summary>
    private static Func<int, bool> KeptForBackward(IEnumerable<Phase> forward, IEnumerable<Phase> backward)
    {
        static HashSet<int> Touched(IEnumerable<Phase> phases) =>
            [.. phases.SelectMany(static phase => phase.Calls).SelectMany(static call => call.Operands).Where(static operand => operand.Kind == OperandKind.Arena).Select(static operand => operand.Buffer)];
        HashSet<int> kept = Touched(forward);
        kept.IntersectWith(Touched(backward));
        return kept.Contains;
    }

    private void Forward()
    {
        CopyImage("ImageLayout.Copy", "Image(sample)");
        foreach (FusedLayer layer in Layers.Where(Runs))
        {
            Comment(layer.Title + " → " + layer.Last.Shape);
            KernelCatalog.For(layer.Node).Forward(layer, this);
        }

        Comment("The result");
        Tensor output = View(Network.OutputIndex);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut"),
            output.Origin, Operand.Text("Result(sample)"), Operand.Nothing,
            output.Layout.Channels, output.Layout.Height, output.Layout.Width, output.Layout.Block, output.Layout.Plane, output.Layout.Pitch);
    }

    /// <summary>Backward to all parameters; returns what of the way to the input is left, in forward order.</summary>
    private List<FusedLayer> Backward()
    {
        Comment("The gradient of the result");
        Tensor start = Gradient(Network.OutputIndex);
        Call(
            new RuntimeKernel("ImageLayout.Copy"),
            Operand.Text("ResultGradient(sample)"), Operand.Nothing, Operand.Nothing, start.Origin,
            start.Layout.Channels, start.Layout.Height, start.Layout.Width, start.Layout.Block, start.Layout.Plane, start.Layout.Pitch);
        _coverage.Cover(Storage.GradientPlace(Network.OutputIndex), start.Layout.Blocks);

        var front = new List<FusedLayer>();
        foreach (FusedLayer layer in Layers.Where(Runs).Reverse())
        {
            if (layer.Node.Inputs.Any(input => !Flow.IsTrained(input)))
            {
                front.Insert(0, layer);
            }

            if (!Flow.IsTrained(layer.Last.Index))
            {
                continue;
            }

            _switch = _switches.Result(layer.Last.Index);
            ThroughActivation(layer);
            if (layer.Node.Parameters.Count > 0)
            {
                LayerKernel kernel = KernelCatalog.For(layer.Node);
                Comment("Parameters of " + layer.Title);
                _switch = kernel.InputNeedsParameters ? _switch : _switches.Parameters(layer.Node);
                kernel.BackwardParameters(layer, this);
            }

            ThroughLayer(layer, Flow.IsTrained);
        }

        return front;
    }

    /// <summary>What is left of the way to the input: through layers in front of all parameters.</summary>
    private void BackwardInput(List<FusedLayer> front)
    {
        foreach (FusedLayer layer in Enumerable.Reverse(front))
        {
            if (!Flow.IsTrained(layer.Last.Index))
            {
                ThroughActivation(layer);
            }

            ThroughLayer(layer, input => !Flow.IsTrained(input));
        }

        Comment("The gradient of the input");
        Tensor gradient = Gradient(Network.Input);
        Clear(Network.Input);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut"),
            gradient.Origin, Operand.Text("ImageGradient(sample)"), Operand.Text("InputConstants.Scale"),
            gradient.Layout.Channels, gradient.Layout.Height, gradient.Layout.Width, gradient.Layout.Block, gradient.Layout.Plane, gradient.Layout.Pitch);
    }

    private void ThroughActivation(FusedLayer layer)
    {
        Clear(layer.Last.Index);
        if (layer.Activation is { } activation)
        {
            Comment("Backward through " + activation.Layer.Description + " of " + layer.Title);
            ElementwiseActivation.Backward((Activation)activation.Layer, Output(layer), OutputGradient(layer), OutputGradient(layer), this);
        }
    }

    /// <summary>The gradients of those inputs of a layer that are <paramref name="wanted"/>.</summary>
    private void ThroughLayer(FusedLayer layer, Func<int, bool> wanted)
    {
        for (int i = 0; i < layer.Node.Inputs.Count; i++)
        {
            int input = layer.Node.Inputs[i];
            if (wanted(input) && !IsOne(layer, i))
            {
                _switch = _switches.Result(input);
                Comment((layer.Node.Inputs.Count == 1 ? "Input of " : InvariantText.Of($"Input {i} of ")) + layer.Title);
                Contribute(layer, i, Gradient(input), Storage.GradientPlace(input));
            }
        }
    }

    /// <summary>Where another reader of the input has written its gradient already, the two are added.</summary>
    private void Contribute(FusedLayer layer, int index, Tensor total, Place place)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        if (_coverage.IsFree(place, total.Layout.Blocks))
        {
            kernel.BackwardInput(layer, index, OutputGradient(layer), total, this);
            _coverage.Cover(place, total.Layout.Blocks);
            return;
        }

        Clear(layer.Node.Inputs[index]);
        Tensor share = NewTensor(total.Layout);
        kernel.BackwardInput(layer, index, OutputGradient(layer), share, this);
        Call(
            new AddKernel(), share.Origin, total.Origin, total.Layout.Blocks,
            share.Layout.Plane, share.Layout.Pitch, total.Layout.Plane, total.Layout.Pitch, total.Layout.Height, total.Layout.Width);
    }

    /// <summary>Whether the gradient of an input is the gradient of the result, or a slice of it, so that there is nothing to compute.</summary>
    private bool IsOne(FusedLayer layer, int index)
    {
        Place input = Storage.GradientPlace(layer.Node.Inputs[index]);
        Place output = Storage.GradientPlace(layer.Last.Index);
        return input == (output with { FirstBlock = output.FirstBlock + (layer.Node.Layer is Concat ? Concatenation.FirstBlock(layer.Node, index) : 0) });
    }

    /// <summary>Sets to zero what nobody has written of a gradient: parts of a concatenation that have no other reader.</summary>
    private void Clear(int node)
    {
        Tensor gradient = Gradient(node);
        Place place = Storage.GradientPlace(node);
        foreach ((int first, int count) in _coverage.Gaps(place, gradient.Layout.Blocks))
        {
            Tensor gap = gradient.Slice(first - place.FirstBlock, gradient.Layout);
            Call(new RuntimeKernel("MapLayout.Clear"), gap.Start, count * gradient.Layout.Plane);
        }

        _coverage.Cover(place, gradient.Layout.Blocks);
    }

    private bool Runs(FusedLayer layer) =>
        !Flow.Prologue.Contains(layer.Node) && !KernelCatalog.For(layer.Node).IsView(layer.Node, training: true);

    private Tensor Gradient(int node)
    {
        Place place = Storage.GradientPlace(node);
        if (!_gradients.TryGetValue(place.Root, out Tensor? gradient))
        {
            // Whoever asks first may be wanted for a part of it only; the zeros around it are for all.
            int? wanted = _switch;
            _switch = _switches.Result(place.Root);
            _gradients[place.Root] = gradient = NewTensor(Storage.GradientLayout(place.Root));
            _switch = wanted;
        }

        return gradient.Slice(place.FirstBlock, Storage.GradientLayout(node));
    }

    private KernelCall NewCall(KernelSpec kernel, Operand[] operands) => new(kernel, operands.ToEquatableArray(), TakeComment(), _switch);
}
