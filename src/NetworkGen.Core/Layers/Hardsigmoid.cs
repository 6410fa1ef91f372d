namespace NetworkGen.Core.Layers;

/// <summary>min(max(x + 3, 0), 6) / 6. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html"/>.</summary>
public sealed record Hardsigmoid : Activation
{
    /// <inheritdoc/>
    public override string Kind => "Hardsigmoid";

    /// <summary>Takes no arguments.</summary>
    public static Hardsigmoid Read(ArgumentReader arguments) => new();
}
