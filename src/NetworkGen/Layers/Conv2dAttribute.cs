namespace NetworkGen;

/// <summary>
/// Convolution: y[k, i, j] = bias[k] + Σ weight[k, c, r, s] · x[c, i·stride + r·dilation - padding, j·stride + s·dilation - padding].
/// Input C×H×W; output outChannels×H'×W', H' = ⌊(H + 2·padding - dilation·(kernel - 1) - 1) / stride⌋ + 1.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [outChannels, C / groups, kernelHeight, kernelWidth] and <c>bias</c> [outChannels], drawn from
/// U(-b, b), b = 1/√(C / groups · kernelHeight · kernelWidth). Source: PyTorch, <c>torch.nn.Conv2d</c>.
/// </remarks>
public sealed class Conv2dAttribute : LayerAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="outChannels">Channels that leave: the number of features looked for.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public Conv2dAttribute(int outChannels, int kernelSize = 3)
        : this(outChannels, kernelSize, kernelSize)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="outChannels">Channels that leave: the number of features looked for.</param>
    /// <param name="kernelHeight">Rows of the kernel.</param>
    /// <param name="kernelWidth">Columns of the kernel.</param>
    public Conv2dAttribute(int outChannels, int kernelHeight, int kernelWidth)
    {
        OutChannels = outChannels;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>Channels that leave.</summary>
    public int OutChannels { get; }

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Steps between windows, in both directions. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros around the image, on each side, or <see cref="Pad.Same"/>. Default 0.</summary>
    public int Padding { get; set; }

    /// <summary>Distance between the kernel's taps. Default 1: adjacent.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Groups of channels that don't see each other; must divide both channel counts. Default 1.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained bias is added to each output channel. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The channels you believe arrive; checked (NG1001). Left out: not declared.</summary>
    public int InChannels { get; set; }
}
