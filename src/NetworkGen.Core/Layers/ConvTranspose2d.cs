using System;
using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// A transposed convolution: each value spreads over a window of the result, the windows stride positions apart. It is the gradient of the
/// input of a <see cref="Conv2d"/> of the same window. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html"/>.
/// </summary>
public sealed record ConvTranspose2d : Layer
{
    /// <summary>Channels that leave.</summary>
    public required int OutChannels { get; init; }

    /// <summary>Rows and columns of the kernel.</summary>
    public required int KernelSize { get; init; }

    /// <summary>Output positions between windows, on both axes.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Positions cut from the result, on each side.</summary>
    public int Padding { get; init; }

    /// <summary>Positions added to the result after its last one; below the stride or the dilation.</summary>
    public int OutputPadding { get; init; }

    /// <summary>Output positions between taps, on both axes.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Groups, which must divide the channels of both sides.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a learned number is added per output channel.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The channels that the user believes arrive; null where nothing was said.</summary>
    public int? DeclaredInChannels { get; init; }

    /// <inheritdoc/>
    public override string Kind => "ConvTranspose2d";

    /// <inheritdoc/>
    public override string Description => "ConvTranspose2d " + Numerals.Plain(KernelSize) + "×" + Numerals.Plain(KernelSize) + ", " + Numerals.Plain(OutChannels)
        + Option("stride", Stride, 1) + Option("padding", Padding, 0) + Option("output padding", OutputPadding, 0)
        + Option("dilation", Dilation, 1) + Option("groups", Groups, 1);

    /// <summary>The window over the result, on both axes: that of the convolution whose gradient this is.</summary>
    public Window Window => new(KernelSize, Stride, Padding, Padding, Dilation);

    /// <summary>Reads <c>OutChannels</c>, <c>KernelSize</c> and the properties.</summary>
    public static ConvTranspose2d Read(ArgumentReader arguments) => new()
    {
        OutChannels = arguments.Integer("OutChannels", 1, Limits.Channels),
        KernelSize = arguments.Integer("KernelSize", 1, Limits.Window),
        Stride = arguments.Integer("Stride", 1, Limits.Window, 1),
        Padding = arguments.Integer("Padding", 0, Limits.Window, 0),
        OutputPadding = arguments.Integer("OutputPadding", 0, Limits.Window, 0),
        Dilation = arguments.Integer("Dilation", 1, Limits.Window, 1),
        Groups = arguments.Integer("Groups", 1, Limits.Channels, 1),
        Bias = arguments.Flag("Bias", true),
        DeclaredInChannels = arguments.OptionalInteger("InChannels", 1, Limits.Channels),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape input = inputs[0];
        return MapShapes.RequireMap(this, input, issues)
            && OutputPaddingFits(issues)
            && ConvolutionChannels.Arrive(this, DeclaredInChannels, input, issues)
            && ConvolutionChannels.Divide(this, Groups, input.Channels, OutChannels, issues)
            && WeightsFit(input, issues)
            && IsLeft(input, input.Height, "rows", issues)
            && IsLeft(input, input.Width, "columns", issues)
            ? MapShapes.Checked(this, OutChannels, "OutChannels", Outputs(input.Height), Outputs(input.Width), "Stride", issues)
            : null;
    }

    /// <inheritdoc/>
    public override IEnumerable<ParameterSpec> Parameters(TensorShape input)
    {
        // As for a convolution, ±1/√fan_in; but fan_in is counted from the weight's second dimension, here the channels that leave:
        // torch.nn.modules.conv._ConvNd.reset_parameters over torch.nn.init._calculate_fan_in_and_fan_out.
        Initializer initializer = Initializer.Uniform(1 / Math.Sqrt(OutChannels / Groups * (double)Area));
        yield return new ParameterSpec("weight", EquatableArray.Of(input.Channels, OutChannels / Groups, KernelSize, KernelSize), initializer);
        if (Bias)
        {
            yield return new ParameterSpec("bias", EquatableArray.Of(OutChannels), initializer);
        }
    }

    /// <inheritdoc/>
    public override FieldStep FieldStep(TensorShape input) => new(Window, Window, Sampling: Sampling.Transposed);

    /// <summary>Every value meets every weight of its channel once, those cut off by the padding too.</summary>
    public override long Macs(TensorShape input, TensorShape output) => Limits.Product(input.Length, Limits.Product(OutChannels / Groups, Area));

    private long Area => (long)KernelSize * KernelSize;

    /// <summary>What an axis of so many positions makes before the padding is cut.</summary>
    private long Uncut(int size) => ((size - 1L) * Stride) + Window.Extent + OutputPadding;

    private long Outputs(int size) => Uncut(size) - (2L * Padding);

    private bool OutputPaddingFits(IssueSink issues)
    {
        int most = Math.Max(Stride, Dilation) - 1;
        if (OutputPadding > most)
        {
            issues.Report(
                IssueId.ArgumentOutOfRange, "OutputPadding", Kind, "OutputPadding", Numerals.Grouped(OutputPadding),
                "below the stride or the dilation, 0 to " + Numerals.Grouped(most));
        }

        return OutputPadding <= most;
    }

    private bool WeightsFit(TensorShape input, IssueSink issues)
    {
        long each = Limits.Product(input.Channels / Groups, Area);
        if (Limits.Product(OutChannels, each) <= Limits.Values)
        {
            return true;
        }

        issues.Report(
            IssueId.ArgumentOutOfRange, "OutChannels", Kind, "OutChannels",
            "what makes " + Numerals.Grouped(OutChannels) + " kernels of " + Numerals.Grouped(each) + " weights",
            "at most " + Numerals.Grouped(Limits.Values) + " weights");
        return false;
    }

    private bool IsLeft(TensorShape input, int size, string axis, IssueSink issues)
    {
        if (Outputs(size) > 0)
        {
            return true;
        }

        long uncut = Uncut(size);
        issues.Report(
            IssueId.KernelTooLarge, null, Description, input.ToString(), issues.Source,
            Numerals.Grouped(size) + " " + axis + " make " + Numerals.Grouped(uncut) + ", and its padding cuts off " + Numerals.Grouped(2L * Padding),
            "use Padding = " + Numerals.Grouped((uncut - 1) / 2) + " or less");
        return false;
    }

    private static string Option(string name, int value, int defaultValue) => value == defaultValue ? "" : ", " + name + " " + Numerals.Plain(value);
}
