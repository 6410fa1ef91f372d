using System.Globalization;

namespace NetworkGen.Core.Graph;

/// <summary>The shape of one image's tensor: a map of channels × height × width, or a flat vector of features.</summary>
/// <param name="Channels">Channels of a map; features of a vector.</param>
/// <param name="Height">Rows; 1 for a vector.</param>
/// <param name="Width">Columns; 1 for a vector.</param>
/// <param name="IsVector">Whether it has been flattened. A 1×1 map is not a vector: PyTorch's <c>Linear</c> refuses it too.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width, bool IsVector = false)
{
    /// <summary>A flat vector.</summary>
    public static TensorShape Vector(int features) => new(features, 1, 1, IsVector: true);

    /// <summary>Floats per image. 64-bit: a declaration can ask for more than an array holds.</summary>
    public long Length => (long)Channels * Height * Width;

    /// <summary><c>16×26×26</c> for a map (channels × height × width), <c>10</c> for a vector.</summary>
    public override string ToString() => IsVector
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0}×{1}×{2}", Channels, Height, Width);
}
