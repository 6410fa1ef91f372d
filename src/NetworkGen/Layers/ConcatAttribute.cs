namespace NetworkGen;

/// <summary>
/// Earlier tensors and then the current one, one behind the other along channels. All have the same height and width (NG1003).
/// Source: PyTorch, <c>torch.cat(…, dim=1)</c>.
/// </summary>
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Puts tensors before the current one.</summary>
    /// <param name="tensors">The <see cref="LayerAttribute.Name"/>s of earlier layers, or <c>"input"</c>, in order.</param>
    public ConcatAttribute(params string[] tensors) => Tensors = tensors;

    /// <summary>The tensors' names.</summary>
    public string[] Tensors { get; }
}
