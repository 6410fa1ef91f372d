namespace NetworkGen;

/// <summary>
/// y = x · min(max(x + 3, 0), 6) / 6, elementwise. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.Hardswish</c>; Howard et al., 2019, "Searching for MobileNetV3".
/// </summary>
public sealed class HardswishAttribute : LayerAttribute;
