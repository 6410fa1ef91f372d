using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// Enlarges a map by a whole factor. Nearest: y[o] = x[⌊o / scale⌋]. Bilinear: between the two nearest values on each axis, at
/// (o + ½) / scale − ½, those beyond the edge being the edge. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Upsample.html"/>.
/// </summary>
public sealed record Upsample : Layer
{
    /// <summary>Outputs per position, on both axes.</summary>
    public required int Scale { get; init; }

    /// <summary>What stands between the positions.</summary>
    public UpsampleMode Mode { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Upsample";

    /// <inheritdoc/>
    public override string Description => "Upsample ×" + Numerals.Plain(Scale) + (Mode == UpsampleMode.Bilinear ? ", bilinear" : "");

    /// <summary>Reads <c>Scale</c> and <c>Mode</c>.</summary>
    public static Upsample Read(ArgumentReader arguments) => new()
    {
        Scale = arguments.Integer("Scale", 1, Limits.Window),
        Mode = (UpsampleMode)arguments.Choice("Mode", "UpsampleMode.Nearest", "UpsampleMode.Bilinear"),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape input = inputs[0];
        return MapShapes.RequireMap(this, input, issues)
            ? MapShapes.Checked(this, input.Channels, null, (long)input.Height * Scale, (long)input.Width * Scale, "Scale", issues)
            : null;
    }

    /// <inheritdoc/>
    public override FieldStep FieldStep(TensorShape input)
    {
        var window = new Window(1, Scale, 0, 0, 1);
        return Scale == 1
            ? ReceptiveFields.FieldStep.Pointwise
            : new FieldStep(window, window, Sampling: Mode == UpsampleMode.Bilinear ? Sampling.Bilinear : Sampling.Nearest);
    }
}

/// <summary>What an <see cref="Upsample"/> puts between the positions; numbered as the attribute's enum is.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest value again.</summary>
    Nearest,

    /// <summary>A mixture of the nearest two on each axis.</summary>
    Bilinear,
}
