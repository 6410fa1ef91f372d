using System;

namespace NetworkGen;

/// <summary>What generated code says of one parameter, or running statistic, of its network.</summary>
/// <param name="name">PyTorch's state-dict name: <c>1.weight</c>.</param>
/// <param name="shape">PyTorch's: out × in/groups × height × width for a convolution, out × in for a linear layer.</param>
/// <param name="initializer">How a fresh network fills it.</param>
public sealed class ParameterInfo(string name, int[] shape, Initializer initializer)
{
    /// <summary>PyTorch's state-dict name.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>PyTorch's shape.</summary>
    public int[] Shape { get; } = shape ?? throw new ArgumentNullException(nameof(shape));

    /// <summary>How a fresh network fills it.</summary>
    public Initializer Initializer { get; } = initializer;
}
