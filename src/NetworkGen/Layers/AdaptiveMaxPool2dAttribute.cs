namespace NetworkGen;

/// <summary>
/// Maxima over windows sized so that the output is <paramref name="outputSize"/> rows and columns; 1 is the global maximum.
/// Input C×H×W; output C×outputSize×outputSize, output i covering rows ⌊i·H / outputSize⌋ to ⌈(i + 1)·H / outputSize⌉ - 1.
/// The first of equal values gets the gradient. Source: PyTorch, <c>torch.nn.AdaptiveMaxPool2d</c>.
/// </summary>
/// <param name="outputSize">Rows and columns that leave.</param>
public sealed class AdaptiveMaxPool2dAttribute(int outputSize) : LayerAttribute
{
    /// <summary>Rows and columns that leave.</summary>
    public int OutputSize { get; } = outputSize;
}
