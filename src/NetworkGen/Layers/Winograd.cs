namespace NetworkGen;

/// <summary>
/// Whether inference and training may compute 3×3 convolutions, and the gradients of their inputs, by Winograd's minimal filtering (Lavin and Gray 2015,
/// arXiv 1509.09308), which takes fewer multiplications. Its rounding errors differ from those of the direct sum. Gradients of weights are always summed directly.
/// </summary>
public enum Winograd
{
    /// <summary>Where it is faster, in tiles of 4×4 outputs or of 2×2. Errors are up to about three times those of the direct sum: within 8·10⁻⁶ of a map's root mean square, and 2·10⁻⁵ of a gradient's.</summary>
    Auto,

    /// <summary>Where it is faster, in tiles of 2×2 outputs only. Errors are no larger than those of the direct sum.</summary>
    F2,

    /// <summary>Never: every output is the sum of its products, one after the other.</summary>
    Off,
}
