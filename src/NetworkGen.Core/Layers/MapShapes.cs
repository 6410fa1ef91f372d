using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>What the layers that make maps have in common: the shape behind a window, and the messages where there is none.</summary>
internal static class MapShapes
{
    /// <summary>Whether a map arrives; NG1004 where a vector does.</summary>
    public static bool RequireMap(Layer layer, TensorShape input, IssueSink issues)
    {
        if (input.IsVector)
        {
            issues.Report(
                IssueId.KernelTooLarge, null, layer.Description, input.ToString(), issues.Source,
                "a vector has no rows and columns", "put it before Flatten");
        }

        return !input.IsVector;
    }

    /// <summary>The map behind a sliding window, or null after NG1004 where the window doesn't fit.</summary>
    /// <param name="layer">The layer, for messages.</param>
    /// <param name="input">The map that arrives.</param>
    /// <param name="channels">Channels that leave.</param>
    /// <param name="channelsArgument">The argument that says how many, for messages; null where there is none.</param>
    /// <param name="vertical">The window over rows.</param>
    /// <param name="horizontal">The window over columns.</param>
    /// <param name="issues">Where misfits go.</param>
    public static TensorShape? Slide(Layer layer, TensorShape input, int channels, string? channelsArgument, Window vertical, Window horizontal, IssueSink issues)
    {
        if (!Fits(layer, input, vertical, input.Height, "rows", issues) || !Fits(layer, input, horizontal, input.Width, "columns", issues))
        {
            return null;
        }

        return Checked(layer, channels, channelsArgument, vertical.Outputs(input.Height), horizontal.Outputs(input.Width), "Padding", issues);
    }

    /// <summary>The map, or null after NG1006 where it holds more values than <see cref="Limits.Values"/>.</summary>
    public static TensorShape? Checked(Layer layer, int channels, string? channelsArgument, long height, long width, string sizeArgument, IssueSink issues)
    {
        long area = Limits.Product(height, width);
        if (Limits.Product(channels, area) <= Limits.Values)
        {
            return new TensorShape(channels, (int)height, (int)width);
        }

        bool mayNarrow = channelsArgument is not null && area <= Limits.Values;
        string shape = Numerals.Grouped(channels) + "×" + Numerals.Grouped(height) + "×" + Numerals.Grouped(width);
        issues.Report(
            IssueId.ArgumentOutOfRange,
            mayNarrow ? channelsArgument : sizeArgument,
            layer.Kind,
            mayNarrow ? channelsArgument! : sizeArgument,
            "what makes a map of " + shape,
            "a map of at most " + Numerals.Grouped(Limits.Values) + " values");
        return null;
    }

    private static bool Fits(Layer layer, TensorShape input, Window window, int size, string axis, IssueSink issues)
    {
        if (window.Outputs(size) > 0)
        {
            return true;
        }

        int padding = window.PaddingLow + window.PaddingHigh;
        int missing = window.Extent - size - padding;
        string arriving = padding == 0
            ? Numerals.Grouped(size) + " arrive"
            : Numerals.Grouped(size) + " arrive with " + Numerals.Grouped(padding) + " of padding";
        int kernel = ((size + padding - 1) / window.Dilation) + 1;
        issues.Report(
            IssueId.KernelTooLarge, null, layer.Description, input.ToString(), issues.Source,
            "its kernel spans " + Numerals.Grouped(window.Extent) + " " + axis + (window.Dilation > 1 ? " with its dilation" : "") + ", and " + arriving,
            "use a kernel of at most " + Numerals.Grouped(kernel)
            + (layer is Convolution ? ", Padding = " + Numerals.Grouped(window.PaddingLow + ((missing + 1) / 2)) : "")
            + (issues.Source == IssueSink.NetworkInput ? ", or a larger image" : ", or fewer pools before it"));
        return false;
    }
}
