using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Where the features end in the network's own stack, and how one more of their layers is written there.</summary>
/// <param name="Features">The feature layer, perhaps in a block.</param>
/// <param name="Layer">The last layer of the network's own stack that belongs to the features: what they are normed, activated or joined by, or the whole stage.</param>
/// <param name="Node">Its result.</param>
internal sealed record FeatureEnd(Node Features, int Layer, Node Node)
{
    /// <summary>Looks for it.</summary>
    public static FeatureEnd Of(Network network, Node features)
    {
        Node end = network.Nodes.Last(node => node.LayerIndex == features.LayerIndex);
        while (end.Index + 1 < network.Nodes.Count && Belongs(network.Nodes[end.Index + 1], end))
        {
            end = network.Nodes[end.Index + 1];
        }

        return new FeatureEnd(features, end.LayerIndex, end);
    }

    /// <summary>The name of a layer of the network's own stack, its index where it has none.</summary>
    public static string NameOf(Network network, int layer) =>
        network.Declaration.Layers[layer].Arguments.FirstOrDefault(static argument => argument.Name == "Name")?.Value.ToString() ?? Reporting.Numerals.Plain(layer);

    /// <summary>A 3×3 of as many channels, with the norm and the activation that the stack uses; padded where it must be, or where the features are.</summary>
    public EquatableArray<LayerDeclaration> Line(Network network, bool padded)
    {
        bool isNormed = network.Nodes.Any(node => node.Index <= Node.Index && node.Layer is BatchNorm2d);
        List<Argument> arguments =
        [
            new("OutChannels", new ArgumentValue.Integer(Math.Min(Features.Shape.Channels, Node.Shape.Channels))),
            new("KernelSize", new ArgumentValue.Integer(3)),
        ];
        if (padded || Features.Layer is Convolution { Padding: not { IsSame: false, Amount: 0 } })
        {
            arguments.Add(new Argument("Padding", new ArgumentValue.Integer(1)));
        }

        if (isNormed)
        {
            arguments.Add(new Argument("Bias", new ArgumentValue.Flag(false)));
        }

        LayerDeclaration[] norm = isNormed ? [Between.Written("BatchNorm2d")] : [];
        return EquatableArray.Of([Between.Written("Conv2d", arguments), .. norm, ActivationOf(network)]);
    }

    private LayerDeclaration ActivationOf(Network network) =>
        network.Nodes.LastOrDefault(node => node.Index <= Node.Index && node.Layer is Activation and not Sigmoid and not Hardsigmoid) is { } activation
            && AsWritten.Declared(network, activation) is var declared
            ? Between.Unnamed(declared)
            : Between.Written("ReLU");

    /// <summary>The next layer of the network's own stack, if it reads the features and looks at one position.</summary>
    private static bool Belongs(Node node, Node end) =>
        node.LayerIndex == end.LayerIndex + 1
        && node.Within.Count == 0
        && node.Inputs.Contains(end.Index)
        && node.Layer is Activation or PReLU or BatchNorm2d or ImageNorm or Join
        && !FeatureLayer.SeesAll(node.Field);
}
