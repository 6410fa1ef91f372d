namespace NetworkGen;

/// <summary>
/// y = (x - mean) / √(variance + eps) · weight + bias, with mean and (biased) variance of each image over each group of neighbouring
/// channels and all their rows and columns, in training and in inference alike; any shape, unchanged.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [C], initially 1, and <c>bias</c> [C], initially 0. Source: PyTorch, <c>torch.nn.GroupNorm</c>; Wu and He, 2018.
/// </remarks>
/// <param name="groups">Groups; must divide the channels (NG1005).</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>Groups of neighbouring channels; must divide the channels that arrive.</summary>
    public int Groups { get; } = groups;

    /// <summary>Added to the variance before its root. Default 1e-5.</summary>
    public float Eps { get; set; } = 1e-5f;

    /// <summary>Whether there are a trained weight and bias for each channel. Default true.</summary>
    public bool Affine { get; set; } = true;
}
