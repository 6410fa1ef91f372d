namespace NetworkGen.Core.Layers;

/// <summary>x · σ(x), also called swish. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.SiLU.html"/>.</summary>
public sealed record SiLU : Activation
{
    /// <inheritdoc/>
    public override string Kind => "SiLU";

    /// <summary>Takes no arguments.</summary>
    public static SiLU Read(ArgumentReader arguments) => new();
}
