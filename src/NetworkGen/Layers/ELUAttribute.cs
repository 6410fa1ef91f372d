namespace NetworkGen;

/// <summary>
/// y = x where x &gt; 0, else <paramref name="alpha"/>·(eˣ - 1), elementwise. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.ELU</c>; Clevert et al., 2015.
/// </summary>
/// <param name="alpha">What y comes near, below zero: -alpha.</param>
public sealed class ELUAttribute(float alpha = 1f) : LayerAttribute
{
    /// <summary>What y comes near, below zero: -alpha. Default 1.</summary>
    public float Alpha { get; } = alpha;
}
