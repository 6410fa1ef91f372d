using System;
using System.Globalization;

namespace NetworkGen;

/// <summary>The shape of one image's tensor: channels × height × width; a vector of n features is n×1×1.</summary>
/// <param name="Channels">Channels of a map; features of a vector.</param>
/// <param name="Height">Rows; 1 for a vector.</param>
/// <param name="Width">Columns; 1 for a vector.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>Floats per image.</summary>
    /// <exception cref="OverflowException">More than an array holds.</exception>
    public int Length => checked(Channels * Height * Width);

    /// <summary>Channels × height × width: <c>16×26×26</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Channels}×{Height}×{Width}");
}
