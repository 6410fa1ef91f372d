namespace NetworkGen.Core.Layers;

/// <summary>The hyperbolic tangent. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Tanh.html"/>.</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override string Kind => "Tanh";

    /// <summary>Takes no arguments.</summary>
    public static Tanh Read(ArgumentReader arguments) => new();
}
