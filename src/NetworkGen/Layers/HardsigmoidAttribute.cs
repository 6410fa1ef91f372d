namespace NetworkGen;

/// <summary>
/// y = min(max(x + 3, 0), 6) / 6, elementwise: a sigmoid of three straight lines. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.Hardsigmoid</c>.
/// </summary>
public sealed class HardsigmoidAttribute : LayerAttribute;
