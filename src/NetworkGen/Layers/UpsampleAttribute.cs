namespace NetworkGen;

/// <summary>
/// Enlarges a map by a whole factor, without parameters. Input C×H×W; output C×(H·scale)×(W·scale).
/// Nearest: y[k, i, j] = x[k, ⌊i / scale⌋, ⌊j / scale⌋]. Bilinear: the values around (i + ½) / scale - ½ and (j + ½) / scale - ½, weighted by
/// how near they are; beyond the edge the edge goes on.
/// </summary>
/// <remarks>Source: PyTorch, <c>torch.nn.Upsample</c>, with <c>scale_factor</c> and <c>align_corners=False</c>.</remarks>
/// <param name="scale">Rows and columns that leave for each one that arrives.</param>
public sealed class UpsampleAttribute(int scale) : LayerAttribute
{
    /// <summary>Rows and columns that leave for each one that arrives.</summary>
    public int Scale { get; } = scale;

    /// <summary>What stands between the positions. Default <see cref="UpsampleMode.Nearest"/>.</summary>
    public UpsampleMode Mode { get; set; }
}
