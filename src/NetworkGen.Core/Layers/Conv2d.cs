using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>A convolution over all channels, or over groups of them. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html"/>.</summary>
public sealed record Conv2d : Convolution
{
    /// <summary>Channels that leave.</summary>
    public required int DeclaredOutChannels { get; init; }

    /// <summary>Groups, which must divide the channels of both sides.</summary>
    public int DeclaredGroups { get; init; } = 1;

    /// <summary>The channels that the user believes arrive; null where nothing was said.</summary>
    public int? DeclaredInChannels { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Conv2d";

    /// <inheritdoc/>
    public override string Description => "Conv2d " + KernelText + ", " + Numerals.Plain(DeclaredOutChannels) + OptionsText
        + (DeclaredGroups == 1 ? "" : ", groups " + Numerals.Plain(DeclaredGroups));

    /// <inheritdoc/>
    protected override string ChannelsArgument => "OutChannels";

    /// <summary>Reads <c>OutChannels</c>, <c>KernelSize</c> or <c>KernelHeight</c> and <c>KernelWidth</c>, and the properties.</summary>
    public static Conv2d Read(ArgumentReader arguments)
    {
        bool isRectangular = arguments.Has("KernelHeight") || arguments.Has("KernelWidth");
        int size = isRectangular ? 0 : arguments.Integer("KernelSize", 1, Limits.Window, 3);
        return new Conv2d
        {
            DeclaredOutChannels = arguments.Integer("OutChannels", 1, Limits.Channels),
            KernelHeight = isRectangular ? arguments.Integer("KernelHeight", 1, Limits.Window) : size,
            KernelWidth = isRectangular ? arguments.Integer("KernelWidth", 1, Limits.Window) : size,
            Stride = arguments.Integer("Stride", 1, Limits.Window, 1),
            Padding = arguments.Padding("Padding"),
            Dilation = arguments.Integer("Dilation", 1, Limits.Window, 1),
            DeclaredGroups = arguments.Integer("Groups", 1, Limits.Channels, 1),
            Bias = arguments.Flag("Bias", true),
            DeclaredInChannels = arguments.OptionalInteger("InChannels", 1, Limits.Channels),
        };
    }

    /// <inheritdoc/>
    public override int OutChannels(TensorShape input) => DeclaredOutChannels;

    /// <inheritdoc/>
    public override int Groups(TensorShape input) => DeclaredGroups;

    /// <inheritdoc/>
    protected override bool ChannelsFit(TensorShape input, IssueSink issues) =>
        ConvolutionChannels.Arrive(this, DeclaredInChannels, input, issues)
        && ConvolutionChannels.Divide(this, DeclaredGroups, input.Channels, DeclaredOutChannels, issues);
}
