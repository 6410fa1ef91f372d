using System;
using System.Globalization;

namespace NetworkGen.Core.Reporting;

/// <summary>Numbers as people read them, the same in every culture and on every runtime. Compiled into the runtime library too.</summary>
internal static class Numerals
{
    /// <summary><c>1567584</c>, as in code and file formats.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>1,567,584</c>, as in messages and tables.</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>97.5</c>: a share of <paramref name="whole"/> in percent, with one decimal unless it is 0. Less than all never reads as 100.</summary>
    public static string Percent(long part, long whole)
    {
        double percent = Math.Round(part * 100.0 / whole, 1, MidpointRounding.AwayFromZero);
        return (part < whole ? Math.Min(percent, 99.9) : percent).ToString("#,0.#", CultureInfo.InvariantCulture);
    }

    /// <summary><c>0.3333</c>: at most four decimals, for a table.</summary>
    public static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same float32: <c>0.1</c>, <c>1E-05</c>.</summary>
    public static string Real(float value)
    {
        string text = value.ToString("G7", CultureInfo.InvariantCulture);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float read) && read == value
            ? text
            : value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
