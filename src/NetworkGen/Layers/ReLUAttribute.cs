namespace NetworkGen;

/// <summary>y = max(x, 0), elementwise; NaN stays NaN. Any shape, unchanged. Source: PyTorch, <c>torch.nn.ReLU</c>.</summary>
public sealed class ReLUAttribute : LayerAttribute;
