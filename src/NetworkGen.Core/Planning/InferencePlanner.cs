using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>Plans <c>Forward</c>: one image at a time through all layers, in one arena.</summary>
public sealed class InferencePlanner(Groundwork ground) : Lowering(ground, training: false)
{
    private readonly List<KernelCall> _calls = [];

    /// <summary>The plan.</summary>
    public InferencePlan Plan()
    {
        CopyImage("ImageLayout.Copy", "image");
        int copied = _calls.Count;
        foreach (FusedLayer layer in Layers.Where(layer => !Flow.Prologue.Contains(layer.Node)))
        {
            LayerKernel kernel = KernelCatalog.For(layer.Node);
            if (!kernel.IsView(layer.Node, training: false))
            {
                Comment(layer.Title + " → " + layer.Last.Shape);
                kernel.Inference(layer, this);
            }
        }

        Tensor output = View(Network.OutputIndex);
        Call(
            new RuntimeKernel("ImageLayout.CopyOut", IsDivided: true, Inputs: 1),
            output.Origin, Operand.Text("result"), Operand.Nothing,
            output.Layout.Channels, output.Layout.Height, output.Layout.Width, output.Layout.Block, output.Layout.Plane, output.Layout.Pitch);

        var (place, length) = Assign(Buffers, _calls);
        IReadOnlyList<KernelCall> placed = Waits.Place([.. _calls.Select(place)]);
        EquatableArray<KernelCall> copy = placed.Take(copied).ToEquatableArray();
        return new InferencePlan(
            length,
            WeightsLength,
            Waits.Count(placed),
            Packing.ToEquatableArray(),
            copy,
            copy.Select(static call => call.Kernel is RuntimeKernel { Method: "ImageLayout.Copy" } planar ? call with { Kernel = planar with { Method = "ImageLayout.CopyInterleaved" } } : call).ToEquatableArray(),
            placed.Skip(copied).Take(placed.Count - copied - 1).ToEquatableArray(),
            placed[placed.Count - 1]);
    }

    /// <inheritdoc/>
    public override void Call(KernelSpec kernel, params Operand[] operands) =>
        _calls.Add(new KernelCall(kernel, operands.ToEquatableArray(), TakeComment(), Strips: Strips));

    /// <inheritdoc/>
    public override bool AreDivided(int strips) => strips >= StripLoop.FewestDivided;
}
