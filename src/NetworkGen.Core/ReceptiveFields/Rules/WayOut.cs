using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What closes a field that is too small.</summary>
/// <param name="Features">The feature layer.</param>
/// <param name="End">Where more of them go: behind what belongs to them, as a rule.</param>
/// <param name="Convolutions">3×3 stride-1 layers behind them; null where no layer there can see enough.</param>
/// <param name="Pools">2×2 pools that shorten the way, and the 3×3 layers that are missing still; null where none do.</param>
internal sealed record WayOut(Node Features, FeatureEnd End, ThreeByThrees? Convolutions, PoolPlan? Pools)
{
    /// <summary>Above this many layers, without pools it is not practical.</summary>
    private const int ManyLayers = 20;

    /// <summary>Looks for the shortest ways.</summary>
    public static WayOut Find(Network network, Node features, RuleOptions options)
    {
        FeatureEnd end = FeatureEnd.ForMore(network, features);
        bool canSee = !end.IsBeforePrediction || ThreeByThrees.Missing(network, new WhatIf.Tensor(features.Shape, features.Field), options) is not null;
        ThreeByThrees? convolutions = !canSee ? null
            : end.IsElsewhere(features) ? ThreeByThrees.Within(network, features.Field, end.Node)
            : ThreeByThrees.AtLeastOne(network, new WhatIf.Tensor(end.Node.Shape, end.Node.Field), options);
        if (IsEnlargedBehind(network, end.Node))
        {
            // What comes out must keep its size.
            return new WayOut(features, end, convolutions is null ? null : convolutions with { NeedPadding = true }, null);
        }

        PoolPlan? pools = new PoolProposal(network, FeatureEnd.Of(network, features), options).Find();
        if (end.IsBeforePrediction && pools is not null)
        {
            // What would stand behind the prediction stands before it: on maps of one size it widens the field as much.
            pools = pools with { After = [.. pools.After.Select(layer => System.Math.Min(layer, end.Layer))] };
        }

        return new WayOut(features, end, convolutions, convolutions is null || pools?.Convolutions < convolutions.Count ? pools : null);
    }

    /// <summary>In a student's words: <c>47 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 1 and 23 more 3×3 layers at the end</c>.</summary>
    public string Text(Network network, RuleOptions options)
    {
        var ways = new List<string>();
        if (Convolutions is not null)
        {
            ways.Add(Convolutions.Text + Where(network) + Convolutions.PaddingText);
        }

        if (Pools is not null)
        {
            ways.Add(PoolsText(network)!);
        }

        return ways.Count == 0 ? Unread(network, options)
            : string.Join(", or ", ways) + (Pools is null && Convolutions?.Count > ManyLayers ? "; pools between them shorten it" : "");
    }

    private static bool IsEnlargedBehind(Network network, Node end) =>
        network.Nodes.Any(node => node.Index > end.Index && !FeatureLayer.SeesAll(node.Field) && node.Field.Vertical.Jump < end.Field.Vertical.Jump);

    /// <summary>The pools in words, and where the layers go that are missing still.</summary>
    public string? PoolsText(Network network) => Pools?.Text(
        network, End.IsBeforePrediction ? " before layer " + FeatureEnd.NameOf(network, Features.LayerIndex) : " at the end");

    private string Where(Network network) =>
        End.IsBeforePrediction ? " before it"
        : !End.IsElsewhere(Features) && Features.Within.Count == 0 ? " after it"
        : " after layer " + FeatureEnd.NameOf(network, End.Layer) + (End.IsElsewhere(Features) ? ", where the map is smallest" : "");

    /// <summary>What no position of the map has read, no layer behind it can see.</summary>
    private string Unread(Network network, RuleOptions options)
    {
        TensorShape read = network.InputShape with
        {
            Height = Features.Field.Vertical.Reach(Features.Shape.Height, network.InputShape.Height),
            Width = Features.Field.Horizontal.Reach(Features.Shape.Width, network.InputShape.Width),
        };
        string text = Numerals.Grouped(read.Width) + "×" + Numerals.Grouped(read.Height);
        return "its map has read only " + text + " pixels (width × height), so layers after it can't help: keep the map larger with Padding in earlier layers"
            + (Suits(network, read, options) ? ", or feed images of " + text : "");
    }

    /// <summary>Whether images of just that part would be seen well enough.</summary>
    private bool Suits(Network network, TensorShape read, RuleOptions options) =>
        network.ObjectSize == (network.InputShape.Height, network.InputShape.Width)
        && WhatIf.OnImage(network, read.Height, read.Width, Features) is { Field: var field }
        && FieldTooSmall.Covers(field.Vertical.Size, read.Height, options)
        && FieldTooSmall.Covers(field.Horizontal.Size, read.Width, options);
}
