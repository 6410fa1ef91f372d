namespace NetworkGen;

/// <summary>
/// The current tensor times an earlier one, value by value: y = x · a. Both have the same shape, or one of them is a 1×1 map of as many
/// channels, which is then used for every position (a gate, as in squeeze and excitation); else NG1002.
/// </summary>
public sealed class MulAttribute : LayerAttribute
{
    /// <summary>Multiplies by a tensor.</summary>
    /// <param name="tensor">The <see cref="LayerAttribute.Name"/> of an earlier layer, or <c>"input"</c>.</param>
    public MulAttribute(string tensor) => Tensor = tensor;

    /// <summary>The tensor's name.</summary>
    public string Tensor { get; }
}
