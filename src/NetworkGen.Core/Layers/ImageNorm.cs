using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>Parts of each image to mean 0 and variance 1, in training and in inference alike; then a learned scale and shift.</summary>
public abstract record ImageNorm : Layer
{
    /// <summary>Added to the variance before the root.</summary>
    public float Eps { get; init; } = 1e-5f;

    /// <summary>Whether a scale and a shift are learned.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Groups of neighbouring channels, each of which has its mean and variance.</summary>
    public abstract int ChannelGroups { get; }

    /// <inheritdoc/>
    public sealed override IEnumerable<ParameterSpec> Parameters(TensorShape input) => Affine
        ? [new("weight", ParameterShape(input), Initializer.Constant(1)), new("bias", ParameterShape(input), Initializer.Constant(0))]
        : [];

    /// <summary>Reads <see cref="Eps"/>.</summary>
    private protected static float ReadEps(ArgumentReader arguments) => arguments.Real("Eps", 1e-5f, float.Epsilon, float.MaxValue, "a finite number above 0");

    /// <summary>The shape of the scale and of the shift.</summary>
    private protected abstract EquatableArray<int> ParameterShape(TensorShape input);
}
