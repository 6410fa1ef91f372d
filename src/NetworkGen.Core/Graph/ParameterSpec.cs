using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>A named tensor of weights or running statistics, in PyTorch's layout.</summary>
/// <param name="Name"><c>weight</c>, <c>bias</c>, <c>running_mean</c>, …; with the node's name before it once it stands in a node: <c>1.weight</c>.</param>
/// <param name="Shape">PyTorch's: out × in/groups × height × width for a convolution, out × in for a linear layer.</param>
/// <param name="Initializer">How a fresh network fills it.</param>
public sealed record ParameterSpec(string Name, EquatableArray<int> Shape, Initializer Initializer)
{
    /// <summary>Number of values.</summary>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (int dimension in Shape)
            {
                length *= dimension;
            }

            return length;
        }
    }
}

/// <summary>How a fresh parameter is filled: a constant, or uniform in ±bound.</summary>
/// <param name="IsUniform">Whether values are drawn uniformly from [-<paramref name="Value"/>, <paramref name="Value"/>]; otherwise all are <paramref name="Value"/>.</param>
/// <param name="Value">The bound, or the constant.</param>
public readonly record struct Initializer(bool IsUniform, double Value)
{
    /// <summary>Every value the same.</summary>
    public static Initializer Constant(double value) => new(false, value);

    /// <summary>Uniform in ±<paramref name="bound"/>. PyTorch's Conv2d and Linear use bound = 1/√fan_in for weight and bias (kaiming_uniform_ with a = √5).</summary>
    public static Initializer Uniform(double bound) => new(true, bound);
}
