namespace NetworkGen;

/// <summary>The current tensor plus an earlier one, value by value: y = x + a. Both have the same shape (NG1002).</summary>
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Adds a tensor.</summary>
    /// <param name="tensor">The <see cref="LayerAttribute.Name"/> of an earlier layer, or <c>"input"</c>.</param>
    public AddAttribute(string tensor) => Tensor = tensor;

    /// <summary>The tensor's name.</summary>
    public string Tensor { get; }
}
