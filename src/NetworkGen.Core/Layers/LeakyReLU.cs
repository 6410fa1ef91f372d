using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>x where x ≥ 0, else slope · x. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html"/>.</summary>
public sealed record LeakyReLU : Activation
{
    /// <summary>The factor of negative values.</summary>
    public float Slope { get; init; } = 0.01f;

    /// <inheritdoc/>
    public override string Kind => "LeakyReLU";

    /// <inheritdoc/>
    public override string Description => "LeakyReLU " + Numerals.Real(Slope);

    /// <summary>Reads <c>Slope</c>.</summary>
    public static LeakyReLU Read(ArgumentReader arguments) => new() { Slope = arguments.Real("Slope", 0.01f) };
}
