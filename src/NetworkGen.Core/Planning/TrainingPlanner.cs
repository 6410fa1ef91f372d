using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Plans a training pass: forward keeps what backward needs; backward walks the layers in reverse. Images run side by side in chunks of the
/// batch; only batch statistics wait for the whole batch.
/// </summary>
public sealed class TrainingPlanner(Network network) : Lowering(network, training: true)
{
    private readonly List<KernelCall> _unpacking = [];
    private readonly Dictionary<int, Tensor> _gradients = [];
    private readonly Dictionary<(int Node, string Name), Tensor> _saved = [];
    private readonly Dictionary<(int Node, string Name), Operand> _shared = [];
    private readonly HashSet<int> _written = [];
    private List<Phase> _phases = [];
    private long _weightGradientsLength;

    /// <summary>The plan.</summary>
    public TrainingPlan Plan()
    {
        List<Phase> forward = _phases;
        Forward();
        List<Phase> backward = _phases = [];
        List<FusedLayer> front = Backward();
        List<Phase> backwardInput = _phases = [];
        BackwardInput(front);

        KernelCall[] calls = [.. forward.Concat(backward).Concat(backwardInput).SelectMany(static phase => phase.Calls)];
        var (place, length) = Assign(Buffers, calls, KeptForBackward(forward, backward.Concat(backwardInput)));
        EquatableArray<Phase> Placed(IEnumerable<Phase> phases) =>
            phases.Select(phase => phase with { Calls = phase.Calls.Select(place).ToEquatableArray() }).ToEquatableArray();
        return new TrainingPlan(
            length, WeightsLength, _weightGradientsLength, Packing.ToEquatableArray(),
            Placed(forward), Placed(backward), Placed(backwardInput), _unpacking.ToEquatableArray());
    }

    /// <inheritdoc/>
    public override void Call(KernelSpec kernel, params Operand[] operands) => Add(PhaseKind.Images, 0, kernel, operands);

    /// <summary>A call for each block of 16 channels over the whole batch; operands of the arena are those of the first image.</summary>
    public void CallPerBlock(int blocks, KernelSpec kernel, params Operand[] operands) => Add(PhaseKind.Blocks, blocks, kernel, operands);

    /// <summary>A call that is made once, between images.</summary>
    public void CallOnce(string method, params Operand[] operands) => Add(PhaseKind.Once, 0, new RuntimeKernel(method), operands);

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
        _unpacking.Add(new KernelCall(new RuntimeKernel(method), operands.ToEquatableArray(), comment));

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
        Tensor output = View(Network.Output.Index);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut"),
            output.Origin, Operand.Text("Result(sample)"), Operand.Nothing,
            output.Layout.Channels, output.Layout.Height, output.Layout.Width, output.Layout.Block, output.Layout.Plane, output.Layout.Pitch);
    }

    /// <summary>Backward through all layers that have parameters or stand behind some; returns those at the front, in forward order.</summary>
    private List<FusedLayer> Backward()
    {
        HashSet<int> trained = Trained();
        Comment("The gradient of the result");
        Tensor start = Gradient(Network.Output.Index);
        Call(
            new RuntimeKernel("ImageLayout.Copy"),
            Operand.Text("ResultGradient(sample)"), Operand.Nothing, Operand.Nothing, start.Origin,
            start.Layout.Channels, start.Layout.Height, start.Layout.Width, start.Layout.Block, start.Layout.Plane, start.Layout.Pitch);

        var front = new List<FusedLayer>();
        foreach (FusedLayer layer in Layers.Where(Runs).Reverse())
        {
            LayerKernel kernel = KernelCatalog.For(layer.Node);
            if (!trained.Contains(layer.Last.Index))
            {
                front.Insert(0, layer);
                continue;
            }

            ThroughActivation(layer);
            if (layer.Node.Parameters.Count > 0)
            {
                Comment("Parameters of " + layer.Title);
                kernel.BackwardParameters(layer, this);
            }

            if (layer.Node.Inputs.Any(input => trained.Contains(Storage.Root(input))))
            {
                ThroughLayer(layer, kernel);
            }
            else
            {
                front.Insert(0, layer);
            }
        }

        return front;
    }

    /// <summary>What is left of the way to the input: layers in front of all parameters.</summary>
    private void BackwardInput(List<FusedLayer> front)
    {
        HashSet<int> trained = Trained();
        foreach (FusedLayer layer in Enumerable.Reverse(front))
        {
            if (!trained.Contains(layer.Last.Index))
            {
                ThroughActivation(layer);
            }

            ThroughLayer(layer, KernelCatalog.For(layer.Node));
        }

        Comment("The gradient of the input");
        Tensor gradient = Gradient(Network.Input);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut"),
            gradient.Origin, Operand.Text("ImageGradient(sample)"), Operand.Text("InputConstants.Scale"),
            gradient.Layout.Channels, gradient.Layout.Height, gradient.Layout.Width, gradient.Layout.Block, gradient.Layout.Plane, gradient.Layout.Pitch);
    }

    private void ThroughActivation(FusedLayer layer)
    {
        if (layer.Activation is { } activation)
        {
            Comment("Backward through " + activation.Layer.Description + " of " + layer.Title);
            ElementwiseActivation.Backward((Activation)activation.Layer, Output(layer), OutputGradient(layer), OutputGradient(layer), this);
        }
    }

    /// <summary>The gradient of a layer's input; where another reader of that input has written already, the two are added.</summary>
    private void ThroughLayer(FusedLayer layer, LayerKernel kernel)
    {
        Comment("Input of " + layer.Title);
        foreach (int input in layer.Node.Inputs)
        {
            Tensor total = Gradient(input);
            if (_written.Add(Storage.Root(input)))
            {
                kernel.BackwardInput(layer, OutputGradient(layer), total, this);
                continue;
            }

            Tensor share = NewTensor(total.Layout);
            kernel.BackwardInput(layer, OutputGradient(layer), share, this);
            Call(
                new AddKernel(), share.Origin, total.Origin, total.Layout.Blocks,
                share.Layout.Plane, share.Layout.Pitch, total.Layout.Plane, total.Layout.Pitch, total.Layout.Height, total.Layout.Width);
        }
    }

    private bool Runs(FusedLayer layer) =>
        !Storage.Prologue.Contains(layer.Node) && !KernelCatalog.For(layer.Node).IsView(layer.Node, training: true);

    /// <summary>The nodes (by the root of their tensor) whose result depends on a parameter.</summary>
    private HashSet<int> Trained()
    {
        var trained = new HashSet<int>();
        foreach (FusedLayer layer in Layers)
        {
            if (layer.Nodes.Any(static node => node.Parameters.Count > 0) || layer.Node.Inputs.Any(input => trained.Contains(Storage.Root(input))))
            {
                trained.Add(Storage.Root(layer.Last.Index));
            }
        }

        return trained;
    }

    private Tensor Gradient(int node)
    {
        int root = Storage.Root(node);
        if (!_gradients.TryGetValue(root, out Tensor? gradient))
        {
            _gradients[root] = gradient = NewTensor(Storage.GradientLayout(root));
        }

        return gradient with { Layout = Storage.GradientLayout(node) };
    }

    private void Add(PhaseKind kind, int blocks, KernelSpec kernel, Operand[] operands)
    {
        var call = new KernelCall(kernel, operands.ToEquatableArray(), TakeComment());
        if (_phases.Count > 0 && _phases[_phases.Count - 1] is { } last && last.Kind == kind && last.Blocks == blocks)
        {
            _phases[_phases.Count - 1] = last with { Calls = last.Calls.Append(call).ToEquatableArray() };
            return;
        }

        _phases.Add(new Phase(kind, blocks, EquatableArray.Of(call)));
    }
}
