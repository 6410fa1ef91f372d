namespace NetworkGen;

/// <summary>
/// y[c] = e^x[c] / Σ e^x over the channels, at each position: probabilities. Any shape, unchanged.
/// Cross-entropy wants logits, so a network that is trained with it ends without this layer.
/// Source: PyTorch, <c>torch.nn.Softmax(dim=1)</c>.
/// </summary>
public sealed class SoftmaxAttribute : LayerAttribute;
