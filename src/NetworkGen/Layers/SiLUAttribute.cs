namespace NetworkGen;

/// <summary>y = x / (1 + e⁻ˣ), elementwise; also called swish. Any shape, unchanged. Source: PyTorch, <c>torch.nn.SiLU</c>.</summary>
public sealed class SiLUAttribute : LayerAttribute;
