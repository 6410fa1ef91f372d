namespace NetworkGen;

/// <summary>
/// A map of C×H×W becomes a vector of C·H·W features, channel by channel and row by row.
/// Source: PyTorch, <c>torch.nn.Flatten</c>.
/// </summary>
public sealed class FlattenAttribute : LayerAttribute;
