using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>Plans <c>Forward</c>: an image through all layers, in one arena; layers of many weights take a group of images at a time, each in an arena of its own, or as the columns of a head.</summary>
public class InferencePlanner(Groundwork ground) : Lowering(ground, training: false)
{
    private readonly List<KernelCall> _calls = [];
    private readonly List<Operand> _weights = [];
    private LayerStrips? _strips;
    private Tensor? _between;
    private string _title = "";

    /// <summary>The plan.</summary>
    public InferencePlan Plan()
    {
        CopyImage("ImageLayout.Copy", "image");
        int copied = _calls.Count;
        GroupedHead? head = Ground.Head;
        Lower(Layers.Where(layer => !Flow.Prologue.Contains(layer.Node) && head?.Layers.Contains(layer) != true));
        int body = _calls.Count;
        _weights.Clear();
        Lower(head?.Layers ?? []);

        Tensor output = View(Network.OutputIndex);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut", IsDivided: true, Inputs: 1),
            output.Origin, Operand.Text("result"), Operand.Nothing,
            output.Layout.Channels, output.Layout.Height, output.Layout.Width, output.Layout.Block, output.Layout.Plane, output.Layout.Pitch);

        var (place, length) = Assign(Buffers, _calls);
        IReadOnlyList<KernelCall> placed = Waits.Place([.. _calls.Select(place)]);
        GroupPlan? group = head is null ? null : new GroupPlanner(Ground, head, _weights).Plan(body - copied, place, View(head.Source), length);
        EquatableArray<KernelCall> copy = placed.Take(copied).ToEquatableArray();
        return new InferencePlan(
            length,
            WeightsLength,
            Waits.Count(placed),
            Packing.ToEquatableArray(),
            copy,
            copy.Select(static call => call.Kernel is RuntimeKernel { Method: "ImageLayout.Copy" } planar ? call with { Kernel = planar with { Method = "ImageLayout.CopyInterleaved" } } : call).ToEquatableArray(),
            placed.Skip(copied).Take(placed.Count - copied - 1).ToEquatableArray(),
            placed[placed.Count - 1],
            Ground.GroupsImages ? ImageGroup.Of(length) : null,
            group);
    }

    /// <inheritdoc/>
    public override void Call(KernelSpec kernel, params Operand[] operands) =>
        _calls.Add(new KernelCall(kernel, operands.ToEquatableArray(), TakeComment(), Strips: Strips));

    /// <inheritdoc/>
    public override bool GroupsImages => Ground.GroupsImages;

    /// <summary>Such a call ends a part of the network that each image goes through by itself: it and what comes next say again which layer they belong to.</summary>
    public override void CallOverImages(KernelSpec kernel, params Operand[] operands)
    {
        _calls.Add(new KernelCall(kernel, operands.ToEquatableArray(), _title, IsOverImages: true));
        Comment(_title);
    }

    /// <summary>The tensor of a node's result; while calls are added for strips, the part of one of them.</summary>
    public override Tensor View(int node) => _strips is null ? base.View(node) : node == _strips.Between ? _between! : _strips.Part(node, base.View(node));

    /// <inheritdoc/>
    public override bool AreDivided(int strips) => StripLoop.Divides(strips);

    /// <inheritdoc/>
    public override Operand Weights(long length) => Noted(base.Weights(length));

    /// <inheritdoc/>
    public override Operand Zeros(long length) => Noted(base.Zeros(length));

    /// <summary>The calls so far.</summary>
    protected IReadOnlyList<KernelCall> Calls => _calls;

    /// <summary>Adds the calls of layers.</summary>
    protected void Lower(IEnumerable<FusedLayer> layers)
    {
        FusedLayer? lowered = null;
        foreach (FusedLayer layer in layers)
        {
            if (Ground.Strips(layer) is { } strips)
            {
                Lower(strips);
                lowered = strips.Second;
            }
            else if (layer != lowered)
            {
                Lower(layer);
            }
        }
    }

    /// <summary>Adds the calls of two layers for one strip after the other.</summary>
    private void Lower(LayerStrips strips)
    {
        // Zeros around the result are cleared before the loop.
        Comment(Title(strips.Second));
        View(strips.Second.Last.Index);
        _between = NewTensor(strips.Passed(Layout(strips.Between))) with { IsOwn = AreDivided(strips.Count) };
        InStrips(strips.Count, strips.Size, together: null, (_, _) =>
        {
            _strips = strips;
            Lower(strips.First);
            Lower(strips.Second);
            _strips = null;
        });
    }

    private void Lower(FusedLayer layer)
    {
        LayerKernel kernel = KernelCatalog.For(layer.Node);
        if (!kernel.IsView(layer.Node, training: false))
        {
            _title = Title(layer);
            Comment(_title);
            kernel.Inference(layer, this);
        }
    }

    private static string Title(FusedLayer layer) => layer.Title + " → " + layer.Last.Shape;

    private Operand Noted(Operand weights)
    {
        _weights.Add(weights);
        return weights;
    }
}
