namespace NetworkGen;

/// <summary>
/// y[c] = x[c] - log Σ e^x over the channels, at each position: logarithms of probabilities. Any shape, unchanged.
/// Source: PyTorch, <c>torch.nn.LogSoftmax(dim=1)</c>.
/// </summary>
public sealed class LogSoftmaxAttribute : LayerAttribute;
