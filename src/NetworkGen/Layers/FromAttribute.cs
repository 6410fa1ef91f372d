namespace NetworkGen;

/// <summary>Goes back: the next layer reads the tensor of that name instead of the result of the layer before.</summary>
public sealed class FromAttribute : LayerAttribute
{
    /// <summary>Goes back to a tensor.</summary>
    /// <param name="tensor">The <see cref="LayerAttribute.Name"/> of an earlier layer, or <c>"input"</c>: the network's, or inside a block the block's.</param>
    public FromAttribute(string tensor) => Tensor = tensor;

    /// <summary>The tensor's name.</summary>
    public string Tensor { get; }
}
