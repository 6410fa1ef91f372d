namespace NetworkGen;

/// <summary>y = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ), elementwise. Any shape, unchanged. Source: PyTorch, <c>torch.nn.Tanh</c>.</summary>
public sealed class TanhAttribute : LayerAttribute;
