using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// (x − mean) / std, with numbers of the data set: one per channel, or one for all.
/// See <see href="https://pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html"/>.
/// </summary>
public sealed record Normalize : Layer
{
    /// <summary>What is subtracted.</summary>
    public required EquatableArray<double> Mean { get; init; }

    /// <summary>What is divided by; above 0.</summary>
    public required EquatableArray<double> Std { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Normalize";

    /// <inheritdoc/>
    public override string Description => "Normalize";

    /// <summary>Reads <c>Mean</c> and <c>Std</c>.</summary>
    public static Normalize Read(ArgumentReader arguments) => new()
    {
        Mean = arguments.Reals("Mean", double.NegativeInfinity, "finite numbers: one per channel, or one for all"),
        Std = arguments.Reals("Std", 0, "finite numbers above 0: one per channel, or one for all"),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        bool meanFits = Fits("Mean", Mean, inputs[0], issues);
        bool stdFits = Fits("Std", Std, inputs[0], issues);
        return meanFits && stdFits ? inputs[0] : null;
    }

    private bool Fits(string argument, EquatableArray<double> values, TensorShape input, IssueSink issues)
    {
        if (values.Count == 1 || values.Count == input.Channels)
        {
            return true;
        }

        issues.Report(
            IssueId.ArgumentOutOfRange, argument, Kind, argument, Numerals.Grouped(values.Count) + " values",
            input.Channels == 1 ? "1 value" : "1 value, or " + Numerals.Grouped(input.Channels) + ": one per channel");
        return false;
    }
}
