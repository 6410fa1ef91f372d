using System;
using System.Collections.Generic;
using System.Globalization;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>x · scale + offset: the course's standardization takes bytes to 0..1 with a scale of 1/255.</summary>
public sealed record Rescale : Layer
{
    /// <summary>The factor.</summary>
    public required float Scale { get; init; }

    /// <summary>What is added after it.</summary>
    public float Offset { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Rescale";

    /// <inheritdoc/>
    public override string Description => "Rescale ×" + ScaleText + (Offset == 0 ? "" : (Offset < 0 ? " - " : " + ") + Numerals.Real(Math.Abs(Offset)));

    /// <summary>Reads <c>Scale</c>, which is not 0, and <c>Offset</c>.</summary>
    public static Rescale Read(ArgumentReader arguments) => new()
    {
        Scale = arguments.NonZeroReal("Scale"),
        Offset = arguments.Real("Offset", 0),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];

    /// <summary><c>1/255</c> where the scale is one part of a whole number, else the number.</summary>
    private string ScaleText
    {
        get
        {
            double parts = Math.Round(1.0 / Scale);
            return parts is >= 2 and <= 65_536 && (float)(1 / parts) == Scale
                ? "1/" + parts.ToString("0", CultureInfo.InvariantCulture)
                : Numerals.Real(Scale);
        }
    }
}
