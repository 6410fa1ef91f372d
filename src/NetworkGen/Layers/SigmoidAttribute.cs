namespace NetworkGen;

/// <summary>y = 1 / (1 + e⁻ˣ), elementwise. Any shape, unchanged. Source: PyTorch, <c>torch.nn.Sigmoid</c>.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
