using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>x where x &gt; 0, else alpha · (exp(x) − 1). See <see href="https://pytorch.org/docs/stable/generated/torch.nn.ELU.html"/>.</summary>
public sealed record ELU : Activation
{
    /// <summary>What comes near below zero, its sign turned.</summary>
    public float Alpha { get; init; } = 1f;

    /// <inheritdoc/>
    public override string Kind => "ELU";

    /// <inheritdoc/>
    public override string Description => "ELU " + Numerals.Real(Alpha);

    /// <summary>Reads <c>Alpha</c>.</summary>
    public static ELU Read(ArgumentReader arguments) => new() { Alpha = arguments.Real("Alpha", 1f) };
}
