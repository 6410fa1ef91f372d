using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>The shapes of a network's tensors, on its own image or on one of another size.</summary>
internal sealed class MapSizes
{
    private readonly TensorShape _image;
    private readonly TensorShape[] _results;

    private MapSizes(Network network, TensorShape image, TensorShape[] results) => (Network, _image, _results) = (network, image, results);

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The shape of a node's result, or of the image.</summary>
    public TensorShape this[int node] => node == Network.Input ? _image : _results[node];

    /// <summary>As the network was built.</summary>
    public static MapSizes Of(Network network) => new(network, network.InputShape, [.. network.Nodes.Select(static node => node.Shape)]);

    /// <summary>On another image; null where a layer no longer fits.</summary>
    public static MapSizes? OnImage(Network network, TensorShape image)
    {
        var sizes = new MapSizes(network, image, new TensorShape[network.Nodes.Count]);
        var unheard = new IssueSink(new List<NetworkIssue>(), LayerPosition.Whole);
        foreach (Node node in network.Nodes)
        {
            if (node.Layer.Infer(Arriving(node, sizes), unheard) is not { } shape)
            {
                return null;
            }

            sizes._results[node.Index] = shape;
        }

        return sizes;
    }

    private static TensorShape[] Arriving(Node node, MapSizes sizes)
    {
        var arriving = new TensorShape[node.Inputs.Count];
        for (int index = 0; index < arriving.Length; index++)
        {
            arriving[index] = sizes[node.Inputs[index]];
        }

        return arriving;
    }

    /// <summary>How a node reads one of its inputs.</summary>
    public AxisReads Reads(Node node, int input, Axis axis) =>
        AxisReads.Of(node.Layer, axis, this[node.Inputs[0]], this[input], this[node.Index]);
}
