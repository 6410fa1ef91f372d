using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>The course's rule of thumb: on 400×400 pool after 5 layers of 3×3, on 28×28 after a couple, and then again after as many.</summary>
internal static class Pools
{
    /// <summary>An object of as many pixels is a large one.</summary>
    private const int LargeObject = 200;

    /// <summary>The pools that reduce the map; not a window over all that is left, which belongs to the head.</summary>
    public static IEnumerable<Node> Of(Network network) => network.Nodes.Where(static node =>
        node.Layer is Pool2d { Stride: > 1 } && (node.Shape.Height > 1 || node.Shape.Width > 1) && !FeatureLayer.SeesAll(node.Field));

    /// <summary>3×3 layers before a pool, and between two.</summary>
    public static int Spacing(Network network) => IsLarge(network) ? 5 : 2;

    /// <summary>The field that is worth pooling: 11 pixels or 5, which as many 3×3 layers see, unless an option says otherwise.</summary>
    public static int WorthPooling(Network network, RuleOptions options) => options.EarlyPoolField ?? ((2 * Spacing(network)) + 1);

    /// <summary>Rows or columns that one output sees, whichever are fewer.</summary>
    public static int Field(ReceptiveField field) => Math.Min(field.Vertical.Size, field.Horizontal.Size);

    /// <summary>What arrives at a node.</summary>
    public static ReceptiveField Arriving(Network network, Node node) =>
        FieldCalculator.Join(node.Inputs.Select(input => input == Network.Input ? ReceptiveField.Pixel : network.Nodes[input].Field));

    private static bool IsLarge(Network network) => Math.Min(network.ObjectSize.Height, network.ObjectSize.Width) >= LargeObject;
}
