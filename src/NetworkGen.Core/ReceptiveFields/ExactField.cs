using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// What outputs see of the image, position by position, along one axis: strides, dilations, uneven paddings, ceil mode, enlarging layers,
/// adaptive pools and joins together. Where <see cref="FieldCalculator"/> goes forward with one field per layer, this goes back from the
/// outputs that are asked for.
/// </summary>
public static class ExactField
{
    /// <summary>The unclipped field of one output: the first and the last pixel, of the padding around the image too.</summary>
    /// <param name="network">The network.</param>
    /// <param name="node">The layer.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="index">Which row or column of its result.</param>
    public static Interval Theoretical(Network network, Node node, Axis axis, int index) =>
        IntervalSweep.Run(MapSizes.Of(network), node.Index, axis, new Interval(index, index), isClipped: false);

    /// <summary>The theoretical field: the most pixels that one output sees. Outputs differ only behind enlarging layers and adaptive pools.</summary>
    public static long Size(Network network, Node node, Axis axis)
    {
        bool isEven = network.Nodes.Take(node.Index + 1).All(static node => node.Layer.FieldStep(node.InputShapes[0]).Sampling == Sampling.Slide);
        return Enumerable.Range(0, isEven ? 1 : node.Shape.Along(axis)).Max(index => Theoretical(network, node, axis, index).Length);
    }

    /// <summary>The pixels that make one output, with its holes, as if the image went on forever.</summary>
    public static PixelSet Touched(Network network, Node node, Axis axis, int index) =>
        Pixels(network, axis, BackwardSweep.Unclipped(MapSizes.Of(network), node.Index, Start(node, Axis.Vertical, axis, index), Start(node, Axis.Horizontal, axis, index)));

    /// <summary>The pixels that one output really reads: clipped at every map.</summary>
    /// <param name="network">The network.</param>
    /// <param name="node">The layer.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="index">Which row or column of its result; the pixels are those of all its outputs.</param>
    public static PixelSet Read(Network network, Node node, Axis axis, int index) =>
        Pixels(network, axis, BackwardSweep.Clipped(MapSizes.Of(network), node.Index, Start(node, Axis.Vertical, axis, index), Start(node, Axis.Horizontal, axis, index)));

    /// <summary>The pixels that the outputs of the network read together. What is missing, no prediction depends on.</summary>
    public static PixelSet ReadByAll(Network network, Axis axis) => Pixels(network, axis, ReadByAll(MapSizes.Of(network)));

    /// <summary>What is read of every tensor of a network for its output.</summary>
    internal static BackwardSweep ReadByAll(MapSizes maps)
    {
        TensorShape output = maps[maps.Network.OutputIndex];
        return BackwardSweep.Clipped(maps, maps.Network.OutputIndex, PixelSet.All(output.Height), PixelSet.All(output.Width));
    }

    /// <summary>The rows and the columns that make one output in the middle of a map, with their holes, as if the image went on forever.</summary>
    internal static (PixelSet Rows, PixelSet Columns) Touched(Network network, Node node)
    {
        PixelSet row = Start(node, Axis.Vertical, Axis.Vertical, node.Shape.Height / 2);
        PixelSet column = Start(node, Axis.Horizontal, Axis.Horizontal, node.Shape.Width / 2);
        BackwardSweep sweep = BackwardSweep.Unclipped(MapSizes.Of(network), node.Index, row, column);
        return (Pixels(network, Axis.Vertical, sweep), Pixels(network, Axis.Horizontal, sweep));
    }

    /// <summary>One position of the axis in question, all of the other.</summary>
    private static PixelSet Start(Node node, Axis axis, Axis asked, int index)
    {
        int size = node.Shape.Along(axis);
        return axis == asked ? PixelSet.Of(index, Interval.Of(size)) : PixelSet.All(size);
    }

    private static PixelSet Pixels(Network network, Axis axis, BackwardSweep sweep) =>
        sweep[Network.Input, axis] ?? new PixelSet(Interval.Of(network.InputShape.Along(axis)));
}
