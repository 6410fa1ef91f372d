namespace NetworkGen;

/// <summary>y = min(max(x, 0), 6), elementwise. Any shape, unchanged. Source: PyTorch, <c>torch.nn.ReLU6</c>.</summary>
public sealed class ReLU6Attribute : LayerAttribute;
