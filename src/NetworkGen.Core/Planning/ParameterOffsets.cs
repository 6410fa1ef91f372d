using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>Where each parameter and running statistic stands in its contiguous buffer: in the order of nodes, then PyTorch's.</summary>
public sealed class ParameterOffsets
{
    private readonly Dictionary<string, (long Offset, long Length)> _parameters;
    private readonly Dictionary<string, (long Offset, long Length)> _buffers;

    /// <summary>Lays out a network's parameters.</summary>
    public ParameterOffsets(Network network)
    {
        _parameters = Place(network.Nodes.SelectMany(static node => node.Parameters));
        _buffers = Place(network.Nodes.SelectMany(static node => node.Buffers));
    }

    /// <summary>A parameter's place, or null.</summary>
    public (long Offset, long Length)? Parameter(Node node, string name) => Find(_parameters, node.Parameters, name);

    /// <summary>A running statistic's place, or null.</summary>
    public (long Offset, long Length)? Buffer(Node node, string name) => Find(_buffers, node.Buffers, name);

    private static (long Offset, long Length)? Find(Dictionary<string, (long, long)> places, EquatableArray<ParameterSpec> specs, string name) =>
        specs.FirstOrDefault(spec => spec.Name.EndsWith("." + name, System.StringComparison.Ordinal)) is { } found ? places[found.Name] : null;

    private static Dictionary<string, (long Offset, long Length)> Place(IEnumerable<ParameterSpec> specs)
    {
        var places = new Dictionary<string, (long Offset, long Length)>();
        long offset = 0;
        foreach (ParameterSpec spec in specs)
        {
            places[spec.Name] = (offset, spec.Length);
            offset += spec.Length;
        }

        return places;
    }
}
