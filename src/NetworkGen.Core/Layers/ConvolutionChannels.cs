using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>What a convolution and its transpose ask of their channels, and the messages where they don't get it.</summary>
internal static class ConvolutionChannels
{
    /// <summary>Whether the channels that the user believes arrive do; NG1001 otherwise.</summary>
    public static bool Arrive(Layer layer, int? declared, TensorShape input, IssueSink issues)
    {
        if (declared is null || declared == input.Channels)
        {
            return true;
        }

        issues.Report(
            IssueId.ChannelMismatch, "InChannels", [issues.Setting("InChannels", input.Channels)],
            layer.Description, "InChannels", Numerals.Plain(declared.Value), Numerals.Plain(input.Channels), issues.Source);
        return false;
    }

    /// <summary>Whether groups divide the channels of both sides; NG1005 otherwise.</summary>
    public static bool Divide(Layer layer, int groups, int inChannels, int outChannels, IssueSink issues)
    {
        if (inChannels % groups == 0 && outChannels % groups == 0)
        {
            return true;
        }

        (string side, int channels) = inChannels % groups == 0 ? ("output", outChannels) : ("input", inChannels);
        int[] nearest = [.. Enumerable.Range(1, Math.Min(inChannels, outChannels))
            .Where(count => inChannels % count == 0 && outChannels % count == 0)
            .OrderBy(count => Math.Abs(count - groups))
            .Take(4)];
        issues.Report(
            IssueId.GroupsDontDivide, "Groups", [issues.Setting("Groups", nearest[0])],
            layer.Description, Numerals.Grouped(groups), side, Numerals.Grouped(channels),
            string.Join(", ", nearest.OrderBy(static count => count).Select(static count => Numerals.Grouped(count))));
        return false;
    }
}
