namespace NetworkGen.Core.Layers;

/// <summary>σ(x) = 1 / (1 + exp(-x)). See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html"/>.</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override string Kind => "Sigmoid";

    /// <summary>Takes no arguments.</summary>
    public static Sigmoid Read(ArgumentReader arguments) => new();
}
