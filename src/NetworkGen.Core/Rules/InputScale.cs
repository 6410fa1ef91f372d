using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Rules;

/// <summary>NG3004: whether a network brings the values of its images into a range of its own.</summary>
internal static class InputScale
{
    /// <summary>Whether weights meet the image's values as they are: no <c>Rescale</c>, <c>Normalize</c> or norm layer stands before them.</summary>
    public static bool IsMissing(Network network)
    {
        bool[] isRaw = new bool[network.Nodes.Count];
        foreach (Node node in network.Nodes)
        {
            bool readsRaw = node.Inputs.Any(input => input == Network.Input || isRaw[input]);
            if (readsRaw && Weights.Has(node.Layer))
            {
                return true;
            }

            isRaw[node.Index] = readsRaw && node.Layer is not (Rescale or Normalize or BatchNorm2d or ImageNorm);
        }

        return false;
    }
}
