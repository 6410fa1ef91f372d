namespace NetworkGen;

/// <summary>
/// Standardizes the input: y = x·<paramref name="scale"/> + <paramref name="offset"/>; any shape, unchanged.
/// <c>[Rescale(1f / 255)]</c> turns bytes into 0..1. Source: Keras, <c>layers.Rescaling</c>.
/// </summary>
/// <param name="scale">The factor.</param>
/// <param name="offset">What is added after it.</param>
public sealed class RescaleAttribute(float scale, float offset = 0) : LayerAttribute
{
    /// <summary>The factor.</summary>
    public float Scale { get; } = scale;

    /// <summary>What is added after scaling. Default 0.</summary>
    public float Offset { get; } = offset;
}
