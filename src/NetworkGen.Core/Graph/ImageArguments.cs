using System;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>What <c>[Network]</c> says of the image.</summary>
/// <param name="Shape">Channels, height and width.</param>
/// <param name="ObjectSize">Rows and columns of what the receptive field must cover: <c>ObjectSize</c>, but no more than the image.</param>
/// <param name="Winograd">How 3×3 convolutions may be computed.</param>
internal sealed record ImageArguments(TensorShape Shape, (int Height, int Width) ObjectSize, WinogradMode Winograd)
{
    /// <summary>Reads them; misfits go to <paramref name="issues"/>.</summary>
    public static ImageArguments Read(ArgumentReader arguments, IssueSink issues)
    {
        var shape = new TensorShape(
            arguments.Integer("Channels", 1, Limits.Channels),
            arguments.Integer("Height", 1, Limits.Image),
            arguments.Integer("Width", 1, Limits.Image));
        if (shape.Length > Limits.Values)
        {
            long most = Limits.Values / ((long)shape.Height * shape.Width);
            issues.Report(
                IssueId.ArgumentOutOfRange,
                most > 0 ? "Channels" : "Height",
                "Network",
                most > 0 ? "Channels" : "Height",
                "what makes an image of " + Numerals.Grouped(shape.Length) + " values",
                "at most " + Numerals.Grouped(Limits.Values) + " values");
        }

        int objectSize = arguments.Integer("ObjectSize", 1, Math.Max(shape.Height, shape.Width), Math.Max(shape.Height, shape.Width));
        var winograd = (WinogradMode)arguments.Choice("Winograd", "Winograd.Auto", "Winograd.F2", "Winograd.Off");
        return new ImageArguments(shape, (Math.Min(objectSize, shape.Height), Math.Min(objectSize, shape.Width)), winograd);
    }
}
