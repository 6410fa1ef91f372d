namespace NetworkGen.TestCases;

/// <summary>Channels, height and width of one image. A vector is a shape of height and width 1.</summary>
public readonly record struct CaseShape(int Channels, int Height, int Width)
{
    /// <summary>Number of values in one image.</summary>
    public int Length => Channels * Height * Width;

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
