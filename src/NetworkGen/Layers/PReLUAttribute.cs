namespace NetworkGen;

/// <summary>
/// y = x where x &gt; 0, else x·weight, elementwise, with a trained slope for all channels or one for each. Any shape, unchanged.
/// </summary>
/// <remarks>
/// Parameter: <c>weight</c> [numParameters], initially <see cref="Init"/>. Weight decay pulls slopes to 0, so they are best left out of it.
/// Source: PyTorch, <c>torch.nn.PReLU</c>; He et al., 2015, "Delving Deep into Rectifiers".
/// </remarks>
/// <param name="numParameters">Slopes: 1 for all channels together, or as many as channels (features of a vector) arrive.</param>
public sealed class PReLUAttribute(int numParameters = 1) : LayerAttribute
{
    /// <summary>Slopes: 1 for all channels together, or as many as channels arrive; checked (NG1001). Default 1.</summary>
    public int NumParameters { get; } = numParameters;

    /// <summary>What the slopes begin with. Default 0.25.</summary>
    public float Init { get; set; } = 0.25f;
}
