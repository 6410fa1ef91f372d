namespace NetworkGen.Core.Layers;

/// <summary>x · Φ(x) with the normal distribution's Φ, in the erf form: PyTorch's default, not the tanh approximation. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.GELU.html"/>.</summary>
public sealed record GELU : Activation
{
    /// <inheritdoc/>
    public override string Kind => "GELU";

    /// <summary>Takes no arguments.</summary>
    public static GELU Read(ArgumentReader arguments) => new();
}
