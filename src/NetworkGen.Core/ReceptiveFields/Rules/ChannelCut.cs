using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;
using NetworkGen.Core.Rules;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// NG2012: channels cut to a fraction by a kernel that looks at neighbours too, where a 1×1 would do. A 1×1 before it means that the
/// number of channels was chosen there: nothing is said then, nothing of a kernel that reads a whole map at once, as a 1×1 doesn't, and nothing
/// of the layer whose result is the network's: that makes as many as are asked for.
/// </summary>
internal static class ChannelCut
{
    /// <summary>One issue for each layer as it was written.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        var trials = new Trials(network);
        int first = network.Nodes.FirstOrDefault(static node => node.Layer is Convolution or Linear)?.Index ?? 0;
        int? last = Backwards.Past(network, network.Output, static node => IsPassed(node.Layer))?.Index;
        foreach (Node node in AsWritten.Once(network.Nodes.Where(node => node.Index != first && node.Index != last && Cuts(node, options) && !FollowsOneByOne(network, node))))
        {
            var layer = (Conv2d)node.Layer;
            long channels = layer.DeclaredOutChannels;
            long taps = (long)layer.KernelHeight * layer.KernelWidth;
            long arriving = node.InputShapes[0].Channels;
            yield return AsWritten.Issue(
                node, IssueId.ChannelCut, "OutChannels", trials.Sound(Transition(network, node)) is { } fix ? [fix] : [],
                layer.Description,
                Numerals.Grouped(arriving),
                Numerals.Grouped(channels) + (channels == 1 ? " channel" : " channels"),
                Numerals.Grouped(taps * arriving * channels),
                Numerals.Grouped(arriving * channels),
                Numerals.Plain(layer.KernelHeight) + "×" + Numerals.Plain(layer.KernelWidth),
                Numerals.Grouped(taps * channels * channels));
        }
    }

    /// <summary>What only changes the form of the network's result.</summary>
    private static bool IsPassed(Layer layer) => layer is Activation or PReLU or Softmax or LogSoftmax or Flatten or Pool2d or AdaptivePool2d;

    private static bool Cuts(Node node, RuleOptions options) =>
        node.Layer is Conv2d { KernelHeight: >= 3, KernelWidth: >= 3, DeclaredGroups: 1 } layer
        && node.InputShapes[0].Channels >= options.ChannelCut * (long)layer.DeclaredOutChannels
        && !FeatureLayer.SeesAll(node.Field)
        && node.Shape is not { Height: 1, Width: 1 };

    private static bool FollowsOneByOne(Network network, Node node)
    {
        while (node.Inputs[0] != Network.Input)
        {
            node = network.Nodes[node.Inputs[0]];
            if (node.Layer is Convolution layer)
            {
                return layer is Conv2d { KernelHeight: 1, KernelWidth: 1 };
            }

            if (node.Layer is not (Activation or PReLU or BatchNorm2d or ImageNorm or Dropout))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A 1×1 to the same channels before it, and what follows it between them.</summary>
    private static Fix Transition(Network network, Node node)
    {
        LayerDeclaration declared = AsWritten.Declared(network, node);
        IEnumerable<Argument> kept = declared.Arguments.Where(static argument => argument.Name is "OutChannels" or "Bias" or "InChannels");
        LayerDeclaration oneByOne = Between.Written("Conv2d", kept.Append(new Argument("KernelSize", new ArgumentValue.Integer(1))));
        IReadOnlyList<LayerDeclaration> between = Between.Of(network, node);
        (string? block, int index) = AsWritten.Place(node);
        return new Fix(
            "Cut the channels by a 1×1 before it", block,
            EquatableArray.Of<Edit>(new Edit.Replace(index, EquatableArray.Of([Between.Before(between, oneByOne), .. between, Between.Without(declared, "InChannels")]))));
    }
}
