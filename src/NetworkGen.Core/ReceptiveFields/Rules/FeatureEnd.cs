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
/// <param name="IsBeforePrediction">Whether the feature layer makes the prediction, so that new layers go before it.</param>
internal sealed record FeatureEnd(Node Features, int Layer, Node Node, bool IsBeforePrediction = false)
{
    /// <summary>Looks for it.</summary>
    public static FeatureEnd Of(Network network, Node features)
    {
        Node end = network.Nodes.Last(node => node.LayerIndex == features.LayerIndex);
        while (network.Nodes.FirstOrDefault(node => node.Index > end.Index && Belongs(node, end)) is { } next)
        {
            end = next;
        }

        return new FeatureEnd(features, end.LayerIndex, end);
    }

    /// <summary>
    /// Where more layers of features belong: behind the features; before a layer that makes the prediction itself; and where a map is enlarged again
    /// behind what reduces it, at its smallest, so that the output keeps its size.
    /// </summary>
    public static FeatureEnd ForMore(Network network, Node features) =>
        Bottom(network, features) is { } bottom ? Of(network, bottom)
        : MakesThePrediction(network, features) && BeforeIt(network, features) is { } before ? before
        : Of(network, features);

    /// <summary>Whether new layers go somewhere else than behind the features.</summary>
    public bool IsElsewhere(Node features) => Features != features;

    /// <summary>The last layer that looks at neighbours on the smallest of the maps that is enlarged again; null where none is.</summary>
    private static Node? Bottom(Network network, Node features)
    {
        Node[] before = [.. network.Nodes.Where(node => node.Index <= features.Index && FeatureLayer.IsSpatial(node) && !FeatureLayer.SeesAll(node.Field))];
        double most = before.Max(static node => node.Field.Vertical.Jump);
        return features.Field.Vertical.Jump < most ? before.Last(node => node.Field.Vertical.Jump >= most) : null;
    }

    /// <summary>Whether its results are the scores: there are no weights behind it, and what comes out is no map.</summary>
    private static bool MakesThePrediction(Network network, Node features) =>
        features.Layer is Convolution { Stride: 1 } && features.Within.Count == 0
        && (network.Output.Shape.IsVector || network.Output.Shape is { Height: 1, Width: 1 })
        && !network.Nodes.Any(node => node.Index > features.Index && node.Layer is Convolution or ConvTranspose2d or Linear);

    /// <summary>The end of what it reads, where that stands directly before it.</summary>
    private static FeatureEnd? BeforeIt(Network network, Node features) =>
        features.Inputs[0] is var input && input != Network.Input && network.Nodes[input] is var node && node.LayerIndex == features.LayerIndex - 1
            && network.Nodes.LastOrDefault(earlier => earlier.Index <= input && FeatureLayer.IsSpatial(earlier) && earlier.Layer is Convolution) is { } before
            ? new FeatureEnd(before, node.LayerIndex, node, IsBeforePrediction: true)
            : null;

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

    /// <summary>The next layer of the network's own stack, if it reads the features and looks at one position; or one further down that joins them with others.</summary>
    private static bool Belongs(Node node, Node end) =>
        (node.LayerIndex == end.LayerIndex + 1 || node.Layer is Join)
        && node.Within.Count == 0
        && node.Inputs.Contains(end.Index)
        && node.Layer is Activation or PReLU or BatchNorm2d or ImageNorm or Join
        && !FeatureLayer.SeesAll(node.Field);
}
