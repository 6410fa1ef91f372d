using System.Linq;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A parameter with its gradient, or a running statistic, in PyTorch's layout.</summary>
/// <param name="name">With the layer's name before it: <c>1.weight</c>.</param>
/// <param name="role">What it is to its layer.</param>
/// <param name="shape">PyTorch's dimensions.</param>
public sealed class ReferenceTensor(string name, TensorRole role, params int[] shape)
{
    public string Name { get; } = name;

    public TensorRole Role { get; } = role;

    public int[] Shape { get; } = shape;

    public int Length { get; } = shape.Aggregate(1, (product, dimension) => product * dimension);

    /// <summary>Values that one output sums over: input channels of a group times the kernel's area.</summary>
    public int FanIn => Length / Shape[0];

    public double[] Values { get; } = new double[shape.Aggregate(1, (product, dimension) => product * dimension)];

    /// <summary>Sum over all backward passes since the last <see cref="ReferenceNetwork.ZeroGradients"/>; stays zero in a running statistic.</summary>
    public double[] Gradient { get; } = new double[shape.Aggregate(1, (product, dimension) => product * dimension)];
}

/// <summary>What a tensor is to its layer; the recipe draws its values by it.</summary>
public enum TensorRole
{
    /// <summary>Of a convolution or a linear layer.</summary>
    Weight,

    /// <summary>Of a convolution or a linear layer.</summary>
    Bias,

    /// <summary>Batch norm's weight, or its running variance: around one, positive.</summary>
    NormScale,

    /// <summary>Batch norm's bias, or its running mean.</summary>
    NormShift,
}
