namespace NetworkGen;

/// <summary>
/// The mean of each window, per channel.
/// Input C×H×W; output C×H'×W', H' = ⌊(H + 2·padding - kernel) / stride⌋ + 1.
/// Source: PyTorch, <c>torch.nn.AvgPool2d</c>.
/// </summary>
/// <param name="kernelSize">Rows and columns of the window.</param>
public sealed class AvgPool2dAttribute(int kernelSize = 2) : LayerAttribute
{
    /// <summary>Rows and columns of the window.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Steps between windows. Left out: the kernel's size.</summary>
    public int Stride { get; set; }

    /// <summary>Rows and columns of zeros on each side, at most half the kernel. Default 0.</summary>
    public int Padding { get; set; }

    /// <summary>Whether a last, partial window counts: sizes are rounded up instead of down. Default false.</summary>
    public bool CeilMode { get; set; }

    /// <summary>Whether padded zeros count in the divisor. Default true.</summary>
    public bool CountIncludePad { get; set; } = true;
}
