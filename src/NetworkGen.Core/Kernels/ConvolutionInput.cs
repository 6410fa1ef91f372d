namespace NetworkGen.Core.Kernels;

/// <summary>How the input of a convolution lies in memory, and how many of its channels one output reads.</summary>
public enum ConvolutionInput
{
    /// <summary>Blocks of 16 channels, all of a group read.</summary>
    Blocks,

    /// <summary>Planes of one channel, all of a group read.</summary>
    Planes,

    /// <summary>Blocks of 16 channels, each output reads its own (depthwise).</summary>
    Lanes,
}
