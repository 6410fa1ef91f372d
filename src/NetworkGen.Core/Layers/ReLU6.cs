namespace NetworkGen.Core.Layers;

/// <summary>min(max(x, 0), 6). See <see href="https://pytorch.org/docs/stable/generated/torch.nn.ReLU6.html"/>.</summary>
public sealed record ReLU6 : Activation
{
    /// <inheritdoc/>
    public override string Kind => "ReLU6";

    /// <summary>Takes no arguments.</summary>
    public static ReLU6 Read(ArgumentReader arguments) => new();
}
