using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// The layer that must see the object: the last one with a spatial kernel before the head (global pool, flatten, linear); where several paths end in
/// the head, the one that sees most. The head sees everything although the features do not, so every rule about the field asks this layer.
/// </summary>
public static class FeatureLayer
{
    /// <summary>The feature layer, or null for a network that never looks at neighbouring pixels.</summary>
    public static Node? Of(Network network)
    {
        var isLive = new bool[network.Nodes.Count];
        var isFollowed = new bool[network.Nodes.Count];
        isLive[network.OutputIndex] = true;
        Node? most = null;
        for (int index = network.OutputIndex; index >= 0; index--)
        {
            Node node = network.Nodes[index];
            bool isFeature = IsSpatial(node) && !SeesAll(node.Field);
            if (isLive[index] && isFeature && !isFollowed[index] && !(Least(node) <= (most is null ? 0 : Least(most))))
            {
                most = node;
            }

            foreach (int input in node.Inputs.Where(static input => input != Network.Input))
            {
                isLive[input] |= isLive[index];
                isFollowed[input] |= isLive[index] && (isFeature || isFollowed[index]);
            }
        }

        return most;
    }

    /// <summary>Whether the layer's own window spans more than one position.</summary>
    public static bool IsSpatial(Node node) => node.Layer.FieldStep(node.InputShapes[0]).IsSpatial;

    private static double Least(Node node) => System.Math.Min(node.Field.Vertical.Span, node.Field.Horizontal.Span);

    /// <summary>Whether it belongs to the head.</summary>
    public static bool SeesAll(ReceptiveField field) => field.Vertical.IsGlobal || field.Horizontal.IsGlobal;
}
