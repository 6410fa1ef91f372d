using System;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// A convolution of each channel by itself: PyTorch's <c>Conv2d</c> with as many groups as input channels.
/// See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html"/>.
/// </summary>
public sealed record DepthwiseConv2d : Convolution
{
    /// <summary>Output channels per input channel.</summary>
    public int Multiplier { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => "DepthwiseConv2d";

    /// <inheritdoc/>
    public override string Description => "DepthwiseConv2d " + KernelText
        + (Multiplier == 1 ? "" : ", multiplier " + Numerals.Plain(Multiplier)) + OptionsText;

    /// <inheritdoc/>
    protected override string ChannelsArgument => "Multiplier";

    /// <summary>Reads <c>KernelSize</c> and the properties.</summary>
    public static DepthwiseConv2d Read(ArgumentReader arguments)
    {
        int size = arguments.Integer("KernelSize", 1, Limits.Window, 3);
        return new DepthwiseConv2d
        {
            KernelHeight = size,
            KernelWidth = size,
            Multiplier = arguments.Integer("Multiplier", 1, Limits.Channels, 1),
            Stride = arguments.Integer("Stride", 1, Limits.Window, 1),
            Padding = arguments.Padding("Padding"),
            Dilation = arguments.Integer("Dilation", 1, Limits.Window, 1),
            Bias = arguments.Flag("Bias", true),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Saturates, and is then refused as too large.</remarks>
    public override int OutChannels(TensorShape input) => (int)Math.Min(int.MaxValue, (long)input.Channels * Multiplier);

    /// <inheritdoc/>
    public override int Groups(TensorShape input) => input.Channels;
}
