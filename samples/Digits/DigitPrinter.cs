using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetworkGen;

namespace Digits;

/// <summary>Draws digits as text, three side by side. A character stands for two rows, as it is twice as high as wide.</summary>
internal static class DigitPrinter
{
    private const int PerLine = 3;
    private const int Border = 2;               // MNIST leaves the rim empty
    private const string Ink = " .:-=+*#%@";

    /// <summary>Prints a heading, then the digits with what they are and what they were taken for.</summary>
    public static void Print(string heading, IdxDataSet data, Predictions predictions, IReadOnlyList<int> samples)
    {
        Console.WriteLine($"{heading}:");
        int width = data.Shape.Width - (2 * Border) + 2;
        foreach (int[] line in samples.Chunk(PerLine))
        {
            for (int row = Border; row < data.Shape.Height - Border; row += 2)
            {
                Write(line, width, i => Row(data, i, row));
            }

            Write(line, width, i => Caption(data.Label(i), predictions[i]));
            Console.WriteLine();
        }
    }

    private static void Write(int[] line, int width, Func<int, string> text) =>
        Console.WriteLine(string.Concat(line.Select(i => text(i).PadRight(width))).TrimEnd());

    private static string Row(IdxDataSet data, int sample, int row)
    {
        ReadOnlySpan<byte> upper = data.Image(sample).Slice(row * data.Shape.Width, data.Shape.Width);
        ReadOnlySpan<byte> lower = data.Image(sample).Slice((row + 1) * data.Shape.Width, data.Shape.Width);
        StringBuilder text = new();
        for (int column = Border; column < data.Shape.Width - Border; column++)
        {
            int grey = (upper[column] + lower[column]) / 2;
            text.Append(Ink[grey * (Ink.Length - 1) / byte.MaxValue]);
        }

        return text.ToString();
    }

    private static string Caption(int label, (int Digit, float Confidence) prediction) => string.Create(
        CultureInfo.InvariantCulture, $"a {label}, taken for {prediction.Digit} ({prediction.Confidence:P0})");
}
