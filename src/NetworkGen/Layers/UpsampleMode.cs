namespace NetworkGen;

/// <summary>What <see cref="UpsampleAttribute"/> puts between the positions of a map.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest value again: <c>nn.Upsample(mode="nearest")</c>.</summary>
    Nearest,

    /// <summary>A mixture of the two nearest values on each axis: <c>nn.Upsample(mode="bilinear", align_corners=False)</c>.</summary>
    Bilinear,
}
