namespace NetworkGen;

/// <summary>
/// y = x where x &gt; 0, else x·<paramref name="slope"/>, elementwise. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.LeakyReLU</c>.
/// </summary>
/// <param name="slope">The slope below zero.</param>
public sealed class LeakyReLUAttribute(float slope = 0.01f) : LayerAttribute
{
    /// <summary>The slope below zero. Default 0.01.</summary>
    public float Slope { get; } = slope;
}
