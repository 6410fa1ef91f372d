using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>Plain loops for what no register tile is emitted for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConvolutionReference
{
    private const int Lanes = 16;

    /// <summary>
    /// The gradient of a convolution's input, added to what is there:
    /// forward was y[k, h, w] += x[c, h·stride + r·dilation − padding, …] · weight[k, c, r, s], so dx at that place += dy[k, h, w] · weight[k, c, r, s].
    /// </summary>
    /// <param name="weight">The first weight, in PyTorch's layout.</param>
    /// <param name="dy">The first value of the output's gradient.</param>
    /// <param name="dx">The first value of the input's gradient.</param>
    /// <param name="outChannels">Channels that leave forward.</param>
    /// <param name="inChannels">Channels that arrive forward.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="stride">Input positions between outputs.</param>
    /// <param name="dilation">Input positions between taps.</param>
    /// <param name="paddingTop">Rows of padding above the input.</param>
    /// <param name="paddingLeft">Columns of padding before it.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="width">Columns of the output.</param>
    /// <param name="dyPlane">Floats from one block of dy to the next.</param>
    /// <param name="dyPitch">Floats from one row of dy to the next.</param>
    /// <param name="inputHeight">Rows of the input.</param>
    /// <param name="inputWidth">Columns of the input.</param>
    /// <param name="dxPlane">Floats from one block of dx to the next.</param>
    /// <param name="dxPitch">Floats from one row of dx to the next.</param>
    public static void BackwardInput(
        ref float weight, ref float dy, ref float dx, int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth,
        int stride, int dilation, int paddingTop, int paddingLeft, int height, int width, nint dyPlane, nint dyPitch,
        int inputHeight, int inputWidth, nint dxPlane, nint dxPitch)
    {
        int inOfGroup = inChannels / groups;
        for (int k = 0; k < outChannels; k++)
        {
            int firstChannel = k / (outChannels / groups) * inOfGroup;
            for (int h = 0; h < height; h++)
            {
                for (int w = 0; w < width; w++)
                {
                    float gradient = Unsafe.Add(ref dy, (k / Lanes * dyPlane) + (h * dyPitch) + (w * Lanes) + (k % Lanes));
                    for (int r = 0; r < kernelHeight; r++)
                    {
                        int row = (h * stride) + (r * dilation) - paddingTop;
                        for (int s = 0; s < kernelWidth && (uint)row < (uint)inputHeight; s++)
                        {
                            int column = (w * stride) + (s * dilation) - paddingLeft;
                            if ((uint)column < (uint)inputWidth)
                            {
                                for (int c = 0; c < inOfGroup; c++)
                                {
                                    int channel = firstChannel + c;
                                    float tap = Unsafe.Add(ref weight, (((((k * inOfGroup) + c) * kernelHeight) + r) * kernelWidth) + s);
                                    Unsafe.Add(ref dx, (channel / Lanes * dxPlane) + (row * dxPitch) + (column * Lanes) + (channel % Lanes)) += gradient * tap;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
