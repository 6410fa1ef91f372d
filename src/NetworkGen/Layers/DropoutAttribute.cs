namespace NetworkGen;

/// <summary>
/// In training each value is zeroed with probability <paramref name="p"/> and divided by 1 - p otherwise; at inference
/// nothing happens. Any shape, unchanged. Source: PyTorch, <c>torch.nn.Dropout</c>.
/// </summary>
/// <param name="p">The probability of a zero.</param>
public sealed class DropoutAttribute(float p = 0.5f) : LayerAttribute
{
    /// <summary>The probability of a zero. Default 0.5.</summary>
    public float P { get; } = p;
}
