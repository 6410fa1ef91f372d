namespace NetworkGen;

/// <summary>
/// y = x · ½·(1 + erf(x / √2)), elementwise: the exact form, not the tanh approximation. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.GELU</c>.
/// </summary>
public sealed class GELUAttribute : LayerAttribute;
