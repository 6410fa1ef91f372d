using System;
using System.Linq;
using NetworkGen.Core.Declaration;
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
    protected override bool ChannelsFit(TensorShape input, IssueSink issues)
    {
        if (DeclaredInChannels is { } declared && declared != input.Channels)
        {
            string arriving = Numerals.Plain(input.Channels);
            issues.Report(
                IssueId.ChannelMismatch,
                "InChannels",
                EquatableArray.Of(Description, "InChannels", Numerals.Plain(declared), Numerals.Plain(input.Channels), issues.Source),
                EquatableArray.Of(new Property(IssueProperty.Replacement, arriving)));
            return false;
        }

        return Divides(input.Channels, "input", input, issues) && Divides(DeclaredOutChannels, "output", input, issues);
    }

    private bool Divides(int channels, string side, TensorShape input, IssueSink issues)
    {
        if (channels % DeclaredGroups == 0)
        {
            return true;
        }

        int[] nearest = [.. Enumerable.Range(1, Math.Min(input.Channels, DeclaredOutChannels))
            .Where(groups => input.Channels % groups == 0 && DeclaredOutChannels % groups == 0)
            .OrderBy(groups => Math.Abs(groups - DeclaredGroups))
            .Take(4)];
        issues.Report(
            IssueId.GroupsDontDivide,
            "Groups",
            EquatableArray.Of(
                Description, Numerals.Grouped(DeclaredGroups), side, Numerals.Grouped(channels),
                string.Join(", ", nearest.OrderBy(static groups => groups).Select(static groups => Numerals.Grouped(groups)))),
            EquatableArray.Of(new Property(IssueProperty.Replacement, Numerals.Plain(nearest[0]))));
        return false;
    }
}
