using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// The layer that must see the object: the last one with a spatial kernel before the head (global pool, flatten, linear).
/// The head sees everything although the features do not, so every rule about the field asks this layer.
/// </summary>
public static class FeatureLayer
{
    /// <summary>The feature layer, or null for a network that never looks at neighbouring pixels.</summary>
    public static Node? Of(Network network) => network.Nodes.LastOrDefault(static node => IsSpatial(node) && !SeesAll(node.Field));

    /// <summary>Whether the layer's own window spans more than one position.</summary>
    public static bool IsSpatial(Node node) => node.Layer.FieldStep(node.InputShapes[0]).IsSpatial;

    /// <summary>Whether it belongs to the head.</summary>
    public static bool SeesAll(ReceptiveField field) => field.Vertical.IsGlobal || field.Horizontal.IsGlobal;
}
