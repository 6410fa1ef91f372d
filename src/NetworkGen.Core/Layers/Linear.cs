using System;
using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>y = W·x + b on a vector. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Linear.html"/>.</summary>
public sealed record Linear : Layer
{
    /// <summary>Features that leave.</summary>
    public required int OutFeatures { get; init; }

    /// <summary>Whether a learned number is added per feature.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The features that the user believes arrive; null where nothing was said.</summary>
    public int? InFeatures { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Linear";

    /// <inheritdoc/>
    public override string Description => "Linear " + Numerals.Plain(OutFeatures);

    /// <summary>Reads <c>OutFeatures</c>, <c>Bias</c> and <c>InFeatures</c>.</summary>
    public static Linear Read(ArgumentReader arguments) => new()
    {
        OutFeatures = arguments.Integer("OutFeatures", 1, Limits.Channels),
        Bias = arguments.Flag("Bias", true),
        InFeatures = arguments.OptionalInteger("InFeatures", 1, Limits.Values),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape input = inputs[0];
        if (!input.IsVector)
        {
            issues.Report(IssueId.LinearOnMap, null, [issues.Inserting("Flatten")], Description, input.ToString(), issues.Source, Numerals.Grouped(input.Length));
            return null;
        }

        if (InFeatures is { } declared && declared != input.Channels)
        {
            issues.Report(
                IssueId.ChannelMismatch, "InFeatures", [issues.Setting("InFeatures", input.Channels)],
                Description, "InFeatures", Numerals.Plain(declared), Numerals.Plain(input.Channels), issues.Source);
            return null;
        }

        if (Limits.Product(OutFeatures, input.Channels) > Limits.Values)
        {
            issues.Report(
                IssueId.ArgumentOutOfRange, "OutFeatures", Kind, "OutFeatures", Numerals.Grouped(OutFeatures),
                "1 to " + Numerals.Grouped(Limits.Values / input.Channels) + " on " + Numerals.Grouped(input.Channels) + " features");
            return null;
        }

        return TensorShape.Vector(OutFeatures);
    }

    /// <inheritdoc/>
    public override IEnumerable<ParameterSpec> Parameters(TensorShape input)
    {
        // As for convolutions: torch.nn.Linear.reset_parameters comes to ±1/√in for weight and bias.
        Initializer initializer = Initializer.Uniform(1 / Math.Sqrt(input.Channels));
        yield return new ParameterSpec("weight", EquatableArray.Of(OutFeatures, input.Channels), initializer);
        if (Bias)
        {
            yield return new ParameterSpec("bias", EquatableArray.Of(OutFeatures), initializer);
        }
    }

    /// <inheritdoc/>
    public override FieldStep FieldStep(TensorShape input) => ReceptiveFields.FieldStep.Global;

    /// <inheritdoc/>
    public override long Macs(TensorShape input, TensorShape output) => output.Length * input.Channels;
}
