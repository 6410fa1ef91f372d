using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>Plans a head a second time, for the vectors of a group of images. It has the weights of the first time, which lie alike for every tile.</summary>
/// <param name="ground">What was decided before.</param>
/// <param name="head">Its head.</param>
/// <param name="weights">The weights of the first time, in the order in which they were asked for.</param>
internal sealed class GroupPlanner(Groundwork ground, GroupedHead head, IReadOnlyList<Operand> weights) : InferencePlanner(ground)
{
    private int _given;

    /// <inheritdoc/>
    public override int Images => GroupedHead.Images;

    /// <summary>The plan.</summary>
    /// <param name="body">How many calls of an image come before the head.</param>
    /// <param name="place">Gives an image's tensors their places.</param>
    /// <param name="source">What the head begins with, among these.</param>
    /// <param name="start">Where the arena of an image ends.</param>
    public GroupPlan Plan(int body, Func<KernelCall, KernelCall> place, Tensor source, long start)
    {
        Tensor columns = View(head.Source);
        Operand column = Operand.Text("column");
        RuntimeKernel copy = new("ColumnLayout.CopyIn");
        Operand vector = place(new KernelCall(copy, EquatableArray.Of(source.Origin), Comment: null)).Operands[0];
        Call(copy, vector, columns.Origin, column, source.Layout.Blocks, source.Layout.Plane, columns.Layout.Plane);
        Lower(head.Layers);
        Tensor output = View(Network.OutputIndex);
        Call(new RuntimeKernel("ColumnLayout.CopyOut"), output.Origin, Operand.Text("results"), output.Layout.Channels, output.Layout.Plane);

        (Func<KernelCall, KernelCall> placeColumns, long length) = Assign(Buffers, Calls, start: start);
        KernelCall[] placed = [.. Calls.Select(placeColumns)];
        return new GroupPlan(Images, length, body, placed[0], placed.Skip(1).Take(placed.Length - 2).ToEquatableArray(), placed[placed.Length - 1]);
    }

    /// <inheritdoc/>
    public override Operand Weights(long length) => weights[_given++];

    /// <inheritdoc/>
    public override Operand Zeros(long length) => weights[_given++];

    /// <summary>They are packed already.</summary>
    public override void Pack(string? comment, string method, params Operand[] operands)
    {
    }

    /// <inheritdoc/>
    protected override TensorLayout Layout(int node) => base.Layout(node) with { Width = Images };
}
