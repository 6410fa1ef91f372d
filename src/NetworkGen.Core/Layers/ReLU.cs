namespace NetworkGen.Core.Layers;

/// <summary>max(x, 0). See <see href="https://pytorch.org/docs/stable/generated/torch.nn.ReLU.html"/>.</summary>
public sealed record ReLU : Activation
{
    /// <inheritdoc/>
    public override string Kind => "ReLU";

    /// <summary>Takes no arguments.</summary>
    public static ReLU Read(ArgumentReader arguments) => new();
}
