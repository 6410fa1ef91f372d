namespace NetworkGen;

/// <summary>
/// y = (x - mean) / √(variance + eps) · weight + bias, with mean and (biased) variance of each image over everything in it: all of
/// C×H×W of a map, as <c>nn.LayerNorm([C, H, W])</c>; all features of a vector, as <c>nn.LayerNorm(C)</c>. Any shape, unchanged.
/// </summary>
/// <remarks>
/// Parameters, one number for each value: <c>weight</c>, initially 1, and <c>bias</c>, initially 0, both [C, H, W] on a map and [C] on a vector.
/// For one number per channel write <c>GroupNorm(1)</c>. Source: PyTorch, <c>torch.nn.LayerNorm</c>; Ba et al., 2016.
/// </remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance before its root. Default 1e-5.</summary>
    public float Eps { get; set; } = 1e-5f;

    /// <summary>Whether there are a trained weight and bias for each value. Default true.</summary>
    public bool Affine { get; set; } = true;
}
