namespace NetworkGen;

/// <summary>
/// Transposed convolution, which enlarges a map by learned kernels: each value is spread over a window, and windows add up.
/// y[k, i·stride + r·dilation - padding, j·stride + s·dilation - padding] += x[c, i, j] · weight[c, k, r, s], and bias[k] everywhere.
/// Input C×H×W; output outChannels×H'×W', H' = (H - 1)·stride - 2·padding + dilation·(kernel - 1) + outputPadding + 1.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [C, outChannels / groups, kernel, kernel] and <c>bias</c> [outChannels], drawn from
/// U(-b, b), b = 1/√(outChannels / groups · kernel²). Source: PyTorch, <c>torch.nn.ConvTranspose2d</c>.
/// </remarks>
/// <param name="outChannels">Channels that leave.</param>
/// <param name="kernelSize">Rows and columns of the kernel.</param>
public sealed class ConvTranspose2dAttribute(int outChannels, int kernelSize) : LayerAttribute
{
    /// <summary>Channels that leave.</summary>
    public int OutChannels { get; } = outChannels;

    /// <summary>Rows and columns of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Output positions between the windows of neighbouring values, in both directions: how much larger the map becomes. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns cut from the result, on each side. Default 0.</summary>
    public int Padding { get; set; }

    /// <summary>
    /// Rows and columns added at the end of the result, to choose among the sizes that a convolution of the same stride makes equal;
    /// below the stride or the dilation (NG1006). Default 0.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>Distance between the kernel's taps. Default 1: adjacent.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Groups of channels that don't see each other; must divide both channel counts. Default 1.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a trained bias is added to each output channel. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The channels you believe arrive; checked (NG1001). Left out: not declared.</summary>
    public int InChannels { get; set; }
}
