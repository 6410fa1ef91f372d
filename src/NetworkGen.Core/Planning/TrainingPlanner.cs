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
    private readonly HashSet<int> _ofGroups = [];
    private readonly Coverage _coverage = new();
    private List<Tensor>? _uncleared = [];
    private PhaseList _phases = new();
    private GradientCondition? _condition;
    private long _weightGradientsLength;

    /// <summary>Starts a plan.</summary>
    public TrainingPlanner(Groundwork ground)
        : base(ground, training: true) => _switches = new GradientSwitches(Layers, Flow, ParameterOffsets);

    /// <summary>The plan.</summary>
    public TrainingPlan Plan()
    {
        PhaseList before = _phases;
        Forward();
        PhaseList after = _phases = new();
        List<FusedLayer> front = Backward();
        _condition = null;
        PhaseList toInput = _phases = new();
        BackwardInput(front);

        IReadOnlyList<Phase> forward = before.Close(), backward = after.Close(), backwardInput = toInput.Close();

        Phase[] phases = [.. forward, .. backward, .. backwardInput];
        KernelCall[] calls = [.. phases.SelectMany(static phase => phase.Calls)];
        HashSet<int> kept = KeptForBackward(forward, backward.Concat(backwardInput));
        HashSet<int> passing = TouchedByOne(phases);
        passing.ExceptWith(_ofGroups);
        var (place, length) = Assign(Buffers, calls, OperandKind.Arena, index => !passing.Contains(index) && !_ofGroups.Contains(index), kept.Contains);
        var (placeScratch, scratchLength) = Assign(Buffers, calls, OperandKind.Scratch, passing.Contains);

        // While one image is at its last call of a phase the next one is at its first: what they share is needed from end to end.
        int[] phaseOf = [.. phases.SelectMany(static (phase, number) => Enumerable.Repeat(number, phase.Calls.Count))];
        var (placeGroups, groupsLength) = Assign(Buffers, calls, OperandKind.Scratch, _ofGroups.Contains, start: scratchLength, isSameStep: index => index > 0 && phaseOf[index] == phaseOf[index - 1]);
        IReadOnlyList<Phase> Placed(IEnumerable<Phase> phases) =>
            [.. phases.Select(phase => phase with { Calls = phase.Calls.Select(place).Select(placeScratch).Select(placeGroups).ToEquatableArray() })];
        (forward, backward, backwardInput) = (Placed(forward), Placed(backward), Placed(backwardInput));
        return new TrainingPlan(
            length, scratchLength + groupsLength, WeightsLength, _weightGradientsLength, _switches.All.ToEquatableArray(), Packing.ToEquatableArray(),
            forward.ToEquatableArray(), backward.ToEquatableArray(), backwardInput.ToEquatableArray(),
            PhaseSharing.Share(Network, forward.Concat(backward).Concat(backwardInput)), _unpacking.ToEquatableArray());
    }

    /// <inheritdoc/>
    public override bool KeepsBatch => true;

    /// <inheritdoc/>
    public override void Call(KernelSpec kernel, params Operand[] operands) => _phases.Add(PhaseScope.Image, NewCall(kernel, operands));

    /// <inheritdoc/>
    public override void CallOverGroup(KernelSpec kernel, params Operand[] operands) => _phases.Add(PhaseScope.Group, NewCall(kernel, operands));

    /// <summary>A call over the whole batch, of a method of the runtime's training pass; operands of the arena are distances.</summary>
    public void CallOverBatch(string method, params Operand[] operands) => _phases.Add(PhaseScope.Batch, NewCall(new RuntimeKernel(method), operands));

    /// <inheritdoc/>
    public override Tensor NewGroupTensor(TensorLayout layout)
    {
        Tensor tensor = NewTensor(layout);
        _ofGroups.Add(tensor.Buffer);
        return tensor;
    }

    /// <summary>
    /// Room for packed weight gradients; zero before the first image of a chunk. Only what is unpacked is set to zero again, so calls that add to
    /// it are made where the parameter is trained: <see cref="OnlyFor"/> comes first.
    /// </summary>
    public Operand WeightGradients(long length)
    {
        if (_condition is not { IsParameter: true })
        {
            throw new InvalidOperationException("Say with OnlyFor which parameter these gradients are for.");
        }

        var operand = new Operand(OperandKind.WeightGradients, _weightGradientsLength, length);
        _weightGradientsLength += (length + 15) / 16 * 16;
        return operand;
    }

    /// <summary>
    /// Of a layer's calls that follow, those are made only where a parameter is trained. Without it they are made where the gradient of the layer's
    /// result is wanted.
    /// </summary>
    /// <param name="gradient">The parameter's gradient.</param>
    public void OnlyFor(Operand gradient) => _condition = new GradientCondition(IsParameter: true, gradient.Parameter);

    /// <summary>A call that adds packed weight gradients to a parameter's gradient, after all chunks are summed; made where it is trained.</summary>
    /// <param name="comment">What stands above it, or null where it belongs to the call before.</param>
    /// <param name="method">The method.</param>
    /// <param name="operands">Its arguments.</param>
    public void Unpack(string? comment, string method, params Operand[] operands) =>
        _unpacking.Add(new KernelCall(
            new RuntimeKernel(method), operands.ToEquatableArray(), comment,
            new GradientCondition(IsParameter: true, operands.Single(static operand => operand.Kind == OperandKind.GradientSpan).Parameter)));

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
    private static HashSet<int> KeptForBackward(IEnumerable<Phase> forward, IEnumerable<Phase> backward)
    {
        HashSet<int> kept = [.. forward.SelectMany(Touched)];
        kept.IntersectWith(backward.SelectMany(Touched));
        return kept;
    }

    /// <summary>
    /// The buffers that one phase alone touches: no image needs one of its own, and those that a thread takes again and again stay in its cache.
    /// </summary>
    private static HashSet<int> TouchedByOne(IReadOnlyList<Phase> phases) =>
        [.. phases.SelectMany(static phase => Touched(phase).Distinct()).GroupBy(static buffer => buffer).Where(static touches => touches.Count() == 1).Select(static touches => touches.Key)];

    private static IEnumerable<int> Touched(Phase phase) =>
        phase.Calls.SelectMany(static call => call.Operands).Where(static operand => operand.Kind == OperandKind.Arena).Select(static operand => operand.Buffer);

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

            _condition = null;
            foreach (int input in layer.Node.Inputs)
            {
                Repeat(input);
            }

            _condition = _switches.Result(layer.Last.Index);
            ThroughActivation(layer);
            if (layer.Node.Parameters.Count > 0)
            {
                Comment(layer.ShortTitle + ", parameters");
                KernelCatalog.For(layer.Node).BackwardParameters(layer, this);
            }

            ThroughLayer(layer, Flow.IsTrained);
        }

        return front;
    }

    /// <summary>
    /// What a batch norm gave to a convolution alone is computed again rather than kept: its input is kept anyway, and is near, as what follows here sums
    /// over it. A batch takes less memory then, of which less is moved.
    /// </summary>
    private void Repeat(int node)
    {
        if (Flow.OnlyReaderOf(node)?.Layer is Convolution && Storage.Place(node) == new Place(node, 0)
            && Layers.FirstOrDefault(layer => layer.Last.Index == node) is { Node.Layer: BatchNorm2d } producer && Flow.IsTrained(producer.Node.Inputs[0]))
        {
            Comment(producer.Title + ", again");
            BatchNormalization.Apply(producer, Renew(node), this);
        }
    }

    /// <summary>What is left of the way to the input: through layers in front of all parameters.</summary>
    private void BackwardInput(List<FusedLayer> front)
    {
        Comment("Zeros around gradients, which nobody has read on the way to the parameters");
        _uncleared!.ForEach(ClearHaloOf);
        _uncleared = null;
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
        if (layer.Activation is { } activation && !IsBehindMaximum(layer.Last) && !GoesThroughActivation(layer))
        {
            ThroughActivation(activation, layer);
        }
    }

    /// <summary>Whether the layer's own backward begins at the result of the activation fused into it.</summary>
    public bool GoesThroughActivation(FusedLayer layer) =>
        layer.Activation is not null && !IsBehindMaximum(layer.Last) && KernelCatalog.For(layer.Node).TakesActivationBackward(layer);

    private void ThroughActivation(Node activation, FusedLayer layer)
    {
        Comment(activation.Name + ": " + activation.Layer.Kind);
        ElementwiseActivation.Backward((Activation)activation.Layer, Output(layer), OutputGradient(layer), OutputGradient(layer), this);
    }

    /// <summary>
    /// Whether the gradient goes through a fused activation behind the maximum that alone reads it: forward was m = max f(x), and of the winner f' is known
    /// from m, so dx = dm · f'(m) for the winner. There are fewer maxima than values, and the values needn't be kept.
    /// </summary>
    private bool IsBehindMaximum(Node activation) =>
        activation != Network.Output && Flow.OnlyReaderOf(activation.Index)?.Layer is MaxPool2d or AdaptiveMaxPool2d;

    /// <summary>The gradients of those inputs of a layer that are <paramref name="wanted"/>.</summary>
    private void ThroughLayer(FusedLayer layer, Func<int, bool> wanted)
    {
        for (int i = 0; i < layer.Node.Inputs.Count; i++)
        {
            int input = layer.Node.Inputs[i];
            if (wanted(input) && !IsOne(layer, i))
            {
                _condition = _switches.Result(input);
                if (Layers.FirstOrDefault(producer => producer.Last.Index == input) is { Activation: { } activation } && IsBehindMaximum(activation))
                {
                    ThroughActivation(activation, layer);
                }

                Comment(layer.ShortTitle + (layer.Node.Inputs.Count == 1 ? ", input" : InvariantText.Of($", input {i}")));
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
        if (kernel.AddBackwardInput(layer, OutputGradient(layer), total, this))
        {
            return;
        }

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
            // All who share it count on its halo, wanted or not is the first of them.
            GradientCondition? condition = _condition;
            _condition = _switches.Result(place.Root);
            _gradients[place.Root] = gradient = NewTensorWithoutHalo(Storage.GradientLayout(place.Root));
            if (_uncleared is null || Layers.Any(layer => Storage.GradientPlace(layer.Last.Index).Root == place.Root && ReadsHalo(layer)))
            {
                ClearHaloOf(gradient);
            }
            else
            {
                _uncleared.Add(gradient);
            }

            _condition = condition;
        }

        return gradient.Slice(place.FirstBlock, Storage.GradientLayout(node));
    }

    /// <summary>Whether a layer reads what is around the gradient of its result on the way to the parameters.</summary>
    private bool ReadsHalo(FusedLayer layer) => layer.Node.Inputs.Any(Flow.IsTrained) || !KernelCatalog.For(layer.Node).WantsGradientHaloForInputOnly;

    private KernelCall NewCall(KernelSpec kernel, Operand[] operands) => new(kernel, operands.ToEquatableArray(), TakeComment(), _condition, Strips);
}
