using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>NG2009: one k×k convolution where a stack of 3×3 sees the same with fewer parameters, and more activations between.</summary>
internal static class LargeKernel
{
    /// <summary>One issue for each layer as it was written.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        var trials = new Trials(network);
        foreach (Node node in AsWritten.Once(network.Nodes.Where(node => IsLarge(node) && InStack(network, node) < Alone(node))))
        {
            var layer = (Conv2d)node.Layer;
            string size = Numerals.Plain(layer.KernelHeight);
            yield return AsWritten.Issue(
                node, IssueId.LargeKernel, "KernelSize", trials.Sound(Stack(network, node, layer)) is { } fix ? [fix] : [],
                layer.Description, Numerals.Plain(Count(layer)), size + "×" + size, Numerals.Grouped(Alone(node)), Numerals.Grouped(InStack(network, node)));
        }
    }

    private static bool IsLarge(Node node) =>
        node.Layer is Conv2d { Stride: 1, Dilation: 1, DeclaredGroups: 1 } layer
        && layer.KernelHeight == layer.KernelWidth && layer.KernelHeight >= 5 && layer.KernelHeight % 2 == 1
        && !FeatureLayer.SeesAll(node.Field);

    /// <summary>Each 3×3 widens the field by 2.</summary>
    private static int Count(Conv2d layer) => (layer.KernelHeight - 1) / 2;

    private static long Alone(Node node) => node.Parameters.Sum(static parameter => parameter.Length);

    /// <summary>Parameters of the stack, with the norms and learned slopes that come between its layers.</summary>
    private static long InStack(Network network, Node node)
    {
        var layer = (Conv2d)node.Layer;
        long channels = layer.DeclaredOutChannels;
        long more = Count(layer) - 1;
        IReadOnlyList<LayerDeclaration> followers = Between.Of(network, node);
        long between = followers.Sum(follower => follower.Kind switch { "BatchNorm2d" => 2 * channels, "PReLU" => channels, _ => 0 });
        return (9 * channels * (node.InputShapes[0].Channels + (more * channels))) + (layer.Bias ? ((Between.IsNorm(followers[0]) ? 0 : more) + 1) * channels : 0) + (more * between);
    }

    /// <summary>The last layer keeps the name. Padding that keeps the map's size, or none, is shared out evenly; for other padding there is no such stack.</summary>
    private static Fix? Stack(Network network, Node node, Conv2d layer)
    {
        if (layer.Padding != Padding.Same && layer.Padding.Amount != 0 && layer.Padding.Amount != Count(layer))
        {
            return null;
        }

        LayerDeclaration declared = Between.Without(AsWritten.Declared(network, node), "KernelSize", "KernelHeight", "KernelWidth", "Padding", "Stride", "Dilation", "Groups");
        LayerDeclaration small = declared with { Arguments = declared.Arguments.Concat(Small(layer)).ToEquatableArray() };
        IReadOnlyList<LayerDeclaration> between = Between.Of(network, node);
        var layers = new List<LayerDeclaration>();
        for (int i = 1; i < Count(layer); i++)
        {
            layers.Add(Between.Before(between, i == 1 ? Between.Unnamed(small) : Between.Without(small, "Name", "InChannels")));
            layers.AddRange(between);
        }

        layers.Add(Between.Without(small, "InChannels"));
        (string? block, int index) = AsWritten.Place(node);
        return new Fix(
            "Replace it by " + Numerals.Plain(Count(layer)) + " layers of 3×3", block,
            EquatableArray.Of<Edit>(new Edit.Replace(index, layers.ToEquatableArray())));
    }

    private static IEnumerable<Argument> Small(Conv2d layer)
    {
        yield return new Argument("KernelSize", new ArgumentValue.Integer(3));
        if (layer.Padding != default)
        {
            yield return new Argument("Padding", new ArgumentValue.Integer(layer.Padding.IsSame ? Padding.SameMarker : 1));
        }
    }
}
