namespace NetworkGen.Core.Layers;

/// <summary>x · min(max(x + 3, 0), 6) / 6. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Hardswish.html"/>.</summary>
public sealed record Hardswish : Activation
{
    /// <inheritdoc/>
    public override string Kind => "Hardswish";

    /// <summary>Takes no arguments.</summary>
    public static Hardswish Read(ArgumentReader arguments) => new();
}
