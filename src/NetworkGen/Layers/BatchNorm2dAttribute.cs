namespace NetworkGen;

/// <summary>
/// y = (x - mean) / √(variance + eps) · weight + bias, per channel; any shape, unchanged. Training takes mean and (biased)
/// variance from the batch and moves the running ones by <see cref="Momentum"/>; inference takes the running ones.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [C], initially 1, and <c>bias</c> [C], initially 0. Buffers: <c>running_mean</c> [C], initially 0, and
/// <c>running_var</c> [C] (unbiased), initially 1. Source: PyTorch, <c>torch.nn.BatchNorm2d</c>; Ioffe and Szegedy, 2015.
/// </remarks>
public sealed class BatchNorm2dAttribute : LayerAttribute
{
    /// <summary>Added to the variance before its root. Default 1e-5.</summary>
    public float Eps { get; set; } = 1e-5f;

    /// <summary>The share of the batch in the running statistics. Default 0.1.</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>Whether there are a trained weight and bias. Default true.</summary>
    public bool Affine { get; set; } = true;
}
