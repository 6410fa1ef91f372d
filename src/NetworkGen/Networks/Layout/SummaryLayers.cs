using System;
using System.ComponentModel;
using System.Linq;

namespace NetworkGen.Layout;

/// <summary>Layers of a summary in few words. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SummaryLayers
{
    /// <summary>A layer that makes a map, and is alike in rows and columns.</summary>
    public static LayerSummary Square(
        string name, string description, int channels, int height, int width, int local, int field, int shortest, double jump, long parameters, long macs) => Any(
        name, description, new TensorShape(channels, height, width), isVector: false, (local, local), (field, field), (shortest, shortest), (jump, jump),
        seesWholeInput: false, seesWholeImage: false, parameters, macs);

    /// <summary>Any layer.</summary>
    public static LayerSummary Any(
        string name, string description, TensorShape shape, bool isVector, (int Height, int Width) local, (int Height, int Width) field, (int Height, int Width) shortest,
        (double Height, double Width) jump, bool seesWholeInput, bool seesWholeImage, long parameters, long macs)
    {
        ArgumentNullException.ThrowIfNull(description);

        // A description begins with the attribute's name.
        string kind = string.Concat(description.TakeWhile(char.IsAsciiLetterOrDigit));
        return new LayerSummary(name, kind, description, shape, local, field, shortest, jump, parameters, macs)
        {
            IsVector = isVector,
            SeesWholeInput = seesWholeInput,
            SeesWholeImage = seesWholeImage,
        };
    }
}
