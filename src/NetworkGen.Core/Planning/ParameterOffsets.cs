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
    private readonly Dictionary<string, int> _order = [];

    /// <summary>Lays out a network's parameters.</summary>
    public ParameterOffsets(Network network)
    {
        _parameters = Place(network.Nodes.SelectMany(static node => node.Parameters));
        foreach (ParameterSpec spec in network.Nodes.SelectMany(static node => node.Parameters))
        {
            _order[spec.Name] = _order.Count;
        }

        _buffers = Place(network.Nodes.SelectMany(static node => node.Buffers));
    }

    /// <summary>A parameter's place, or null.</summary>
    public (long Offset, long Length)? Parameter(Node node, string name) => Find(_parameters, node.Parameters, name);

    /// <summary>A parameter's place in the network's order, counted in parameters.</summary>
    public int Index(string fullName) => _order[fullName];

    /// <summary>A parameter's full name, or null.</summary>
    public static string? FullName(Node node, string name) => Find(node.Parameters, name)?.Name;

    /// <summary>A running statistic's place, or null.</summary>
    public (long Offset, long Length)? Buffer(Node node, string name) => Find(_buffers, node.Buffers, name);

    private static (long Offset, long Length)? Find(Dictionary<string, (long, long)> places, EquatableArray<ParameterSpec> specs, string name) =>
        Find(specs, name) is { } found ? places[found.Name] : null;

    private static ParameterSpec? Find(EquatableArray<ParameterSpec> specs, string name) =>
        specs.FirstOrDefault(spec => spec.Name.EndsWith("." + name, System.StringComparison.Ordinal));

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
