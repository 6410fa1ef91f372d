namespace NetworkGen;

/// <summary>
/// Standardizes each channel: y = (x - mean) / std; any shape, unchanged.
/// Source: torchvision, <c>transforms.Normalize</c>.
/// </summary>
public sealed class NormalizeAttribute : LayerAttribute
{
    /// <summary>One mean per channel, or one for all. Default 0.</summary>
    public float[] Mean { get; set; } = [0f];

    /// <summary>One standard deviation per channel, or one for all; none may be 0. Default 1.</summary>
    public float[] Std { get; set; } = [1f];
}
