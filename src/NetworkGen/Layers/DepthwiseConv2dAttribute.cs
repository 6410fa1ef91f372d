namespace NetworkGen;

/// <summary>
/// Convolution of each channel by itself, with <see cref="Multiplier"/> kernels per channel: a <see cref="Conv2dAttribute"/>
/// whose groups are its input channels. Input C×H×W; output (C·multiplier)×H'×W', sizes as there.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [C·multiplier, 1, kernel, kernel] and <c>bias</c> [C·multiplier], drawn from U(-1/kernel, 1/kernel).
/// Source: PyTorch, <c>torch.nn.Conv2d</c>, "depthwise convolution".
/// </remarks>
/// <param name="kernelSize">Rows and columns of the kernel.</param>
public sealed class DepthwiseConv2dAttribute(int kernelSize = 3) : LayerAttribute
{
    /// <summary>Rows and columns of the kernel.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Output channels per input channel. Default 1.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>Steps between windows, in both directions. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros around the image, on each side, or <see cref="Pad.Same"/>. Default 0.</summary>
    public int Padding { get; set; }

    /// <summary>Distance between the kernel's taps. Default 1: adjacent.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether a trained bias is added to each output channel. Default true.</summary>
    public bool Bias { get; set; } = true;
}
