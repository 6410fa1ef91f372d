using System.Linq;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>What is known of a network at its calls.</summary>
/// <param name="Type">Its class.</param>
/// <param name="InputLength">Floats per image.</param>
/// <param name="OutputLength">Floats per output.</param>
/// <param name="Graph">The network itself; null where its class comes from another assembly.</param>
internal sealed record KnownNetwork(INamedTypeSymbol Type, long InputLength, long OutputLength, Network? Graph)
{
    /// <summary>How messages call it.</summary>
    public string Name => Type.Name;

    /// <summary>A parameter or running statistic by its full name.</summary>
    public ParameterSpec? Tensor(string name, bool isBuffer) =>
        Graph?.Nodes.SelectMany(node => isBuffer ? node.Buffers : node.Parameters).FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>How many parameters or running statistics there are, and how many floats they take together.</summary>
    public (int Count, long Floats)? Tensors(bool isBuffer)
    {
        ParameterSpec[]? all = Graph?.Nodes.SelectMany(node => isBuffer ? node.Buffers : node.Parameters).ToArray();
        return all is null ? null : (all.Length, all.Sum(static tensor => tensor.Length));
    }
}
