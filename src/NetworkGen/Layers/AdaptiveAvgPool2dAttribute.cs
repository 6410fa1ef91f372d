namespace NetworkGen;

/// <summary>
/// Means over windows sized so that the output is <paramref name="outputSize"/> rows and columns; 1 is the global average.
/// Input C×H×W; output C×outputSize×outputSize, output i covering rows ⌊i·H / outputSize⌋ to ⌈(i + 1)·H / outputSize⌉ - 1.
/// Source: PyTorch, <c>torch.nn.AdaptiveAvgPool2d</c>.
/// </summary>
/// <param name="outputSize">Rows and columns that leave.</param>
public sealed class AdaptiveAvgPool2dAttribute(int outputSize) : LayerAttribute
{
    /// <summary>Rows and columns that leave.</summary>
    public int OutputSize { get; } = outputSize;
}
