namespace NetworkGen;

/// <summary>
/// y[k] = bias[k] + Σ weight[k, c]·x[c]. Input a vector of C features (<see cref="FlattenAttribute"/> makes one);
/// output a vector of outFeatures.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [outFeatures, C] and <c>bias</c> [outFeatures], drawn from U(-1/√C, 1/√C).
/// Source: PyTorch, <c>torch.nn.Linear</c>.
/// </remarks>
/// <param name="outFeatures">Features that leave.</param>
public sealed class LinearAttribute(int outFeatures) : LayerAttribute
{
    /// <summary>Features that leave.</summary>
    public int OutFeatures { get; } = outFeatures;

    /// <summary>Whether a trained bias is added to each output feature. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The features you believe arrive; checked (NG1001). Left out: not declared.</summary>
    public int InFeatures { get; set; }
}
