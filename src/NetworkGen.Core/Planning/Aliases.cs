using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>Where a result lies: in the tensor of <paramref name="Root"/>, from the block of channels <paramref name="FirstBlock"/> on.</summary>
/// <param name="Root">The node that has the tensor.</param>
/// <param name="FirstBlock">The first block of channels.</param>
public readonly record struct Place(int Root, int FirstBlock);

/// <summary>Which results are one tensor, and which are slices of another's.</summary>
internal sealed class Aliases
{
    private readonly Dictionary<int, int> _roots = new() { [Network.Input] = Network.Input };
    private readonly Dictionary<int, List<int>> _sharing = new() { [Network.Input] = [Network.Input] };
    private readonly Dictionary<int, Place> _slices = [];

    /// <summary>Says that <paramref name="node"/> has the tensor of <paramref name="other"/>, which may be itself.</summary>
    public void Share(int node, int other)
    {
        int root = _roots.TryGetValue(other, out int known) ? known : other;
        _roots[node] = root;
        if (!_sharing.TryGetValue(root, out List<int>? nodes))
        {
            _sharing[root] = nodes = [];
        }

        nodes.Add(node);
    }

    /// <summary>Says that the tensor of <paramref name="root"/> is a part of another's.</summary>
    public void Slice(int root, int container, int firstBlock) => _slices[root] = new Place(container, firstBlock);

    /// <summary>Whether a tensor is a part of another's.</summary>
    public bool IsSlice(int root) => _slices.ContainsKey(root);

    /// <summary>Whether two results are one tensor under two names.</summary>
    public bool AreOne(int node, int other) => _roots.TryGetValue(node, out int root) && _roots.TryGetValue(other, out int otherRoot) && root == otherRoot;

    /// <summary>The results that are one tensor with <paramref name="node"/>, itself included.</summary>
    public IEnumerable<int> Sharing(int node) => _sharing[_roots[node]];

    /// <summary>Where a result lies.</summary>
    public Place Of(int node)
    {
        var place = new Place(_roots[node], 0);
        while (_slices.TryGetValue(place.Root, out Place slice))
        {
            place = new Place(_roots[slice.Root], slice.FirstBlock + place.FirstBlock);
        }

        return place;
    }
}
