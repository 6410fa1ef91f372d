using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Cli.Model;

/// <summary>One layer as plain numbers.</summary>
/// <param name="Index">Its place among the layers.</param>
/// <param name="Name">Its full name, before its parameters' names.</param>
/// <param name="Kind">The attribute: <c>Conv2d</c>.</param>
/// <param name="Description">The same with its arguments, as the table has it.</param>
/// <param name="Within">The use of a block that it belongs to: <c>layer1.0</c>; null for a layer of the network's own stack.</param>
/// <param name="Block">That block's class.</param>
/// <param name="Inputs">The layers it reads; -1 is the image.</param>
/// <param name="Shape">What leaves.</param>
/// <param name="Vertical">Its field over rows.</param>
/// <param name="Horizontal">Its field over columns.</param>
/// <param name="IsSpatial">Whether it looks at neighbouring positions.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Macs">Multiply-accumulates per image.</param>
/// <param name="ActivationBytes">Bytes of its result for one image.</param>
internal sealed record LayerModel(
    int Index,
    string Name,
    string Kind,
    string Description,
    string? Within,
    string? Block,
    IReadOnlyList<int> Inputs,
    ShapeModel Shape,
    FieldModel Vertical,
    FieldModel Horizontal,
    bool IsSpatial,
    long Parameters,
    long Macs,
    long ActivationBytes)
{
    /// <summary>The model of a layer.</summary>
    public static LayerModel Of(Network network, Node node) => new(
        node.Index,
        node.Name,
        node.Layer.Kind,
        node.Layer.Description,
        BlockUse(network, node),
        node.Within.Count == 0 ? null : node.Within[node.Within.Count - 1].ShortName,
        [.. node.Inputs],
        ShapeModel.Of(node.Shape),
        FieldModel.Of(node, Axis.Vertical),
        FieldModel.Of(node, Axis.Horizontal),
        FeatureLayer.IsSpatial(node),
        Cost.Parameters(node),
        node.Macs,
        Cost.ActivationBytes(node));

    /// <summary>The layer's full name without its name within the block: both may have dots of their own.</summary>
    private static string? BlockUse(Network network, Node node)
    {
        if (node.Within.Count == 0)
        {
            return null;
        }

        var (block, index) = node.Within[node.Within.Count - 1];
        string name = network.Declaration.Blocks.First(declared => declared.Name == block).Layers[index].Arguments
            .LastOrDefault(static argument => argument.Name == "Name")?.Value.ToString() ?? Core.Reporting.Numerals.Plain(index);

        // The layers of a shortcut have names behind the shortcut's own.
        int place = ("." + node.Name + ".").LastIndexOf("." + name + ".", System.StringComparison.Ordinal);
        return place <= 0 ? node.Name : node.Name[..(place - 1)];
    }
}

/// <summary>A receptive field along one axis, in pixels.</summary>
/// <param name="Local">What one output sees of the layer's input, in that input's positions.</param>
/// <param name="Global">What it sees of the image along the paths that see most: the theoretical field, not clipped to the image.</param>
/// <param name="Smallest">The same along the path that sees least.</param>
/// <param name="Jump">Pixels between neighbouring outputs.</param>
/// <param name="Center">The centre of output 0; the first pixel's centre is 0.</param>
/// <param name="EffectivePadding">The padding of the image that would give the same field in one convolution.</param>
/// <param name="SeesAll">Whether it sees the whole input whatever its size; <paramref name="Global"/> is then the features' in front of it.</param>
internal sealed record FieldModel(int Local, int Global, int Smallest, double Jump, double Center, double EffectivePadding, bool SeesAll)
{
    /// <summary>The model of a layer's field.</summary>
    public static FieldModel Of(Node node, Axis axis)
    {
        AxisField field = node.Field.Along(axis);
        return new FieldModel(field.Local, field.Size, field.Smallest, field.Jump, field.Center, field.EffectivePadding, field.IsGlobal);
    }
}
