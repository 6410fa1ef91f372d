using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen;

/// <summary>Names that users give for one tensor or for all of a layer, block or stage.</summary>
internal static class TensorNames
{
    /// <summary>Whether <paramref name="name"/> stands for a tensor: it is its name, or that of something it belongs to.</summary>
    public static bool Covers(string name, string tensor) =>
        tensor.StartsWith(name, StringComparison.Ordinal) && (tensor.Length == name.Length || tensor[name.Length] == '.');

    /// <summary>The tensors that any of the names stands for, in their own order.</summary>
    /// <exception cref="ArgumentException">A name stands for none of them.</exception>
    public static Parameter[] Find(ReadOnlySpan<string> names, IReadOnlyCollection<Parameter> tensors, string argument)
    {
        HashSet<Parameter> found = [];
        foreach (string name in names)
        {
            Parameter[] covered = [.. tensors.Where(tensor => Covers(name, tensor.Name))];
            if (covered.Length == 0)
            {
                throw new ArgumentException($"'{name}' is neither a tensor nor the beginning of one.{NameHint.For(name, Candidates(tensors))}", argument);
            }

            found.UnionWith(covered);
        }

        return [.. tensors.Where(found.Contains)];
    }

    /// <summary>Every name that stands for something: <c>layer1</c>, <c>layer1.0</c>, <c>layer1.0.conv1</c>, <c>layer1.0.conv1.weight</c>.</summary>
    private static IEnumerable<string> Candidates(IEnumerable<Parameter> tensors)
    {
        HashSet<string> candidates = new(StringComparer.Ordinal);
        foreach (Parameter tensor in tensors)
        {
            for (int end = tensor.Name.IndexOf('.'); end >= 0; end = tensor.Name.IndexOf('.', end + 1))
            {
                candidates.Add(tensor.Name[..end]);
            }

            candidates.Add(tensor.Name);
        }

        return candidates;
    }
}
