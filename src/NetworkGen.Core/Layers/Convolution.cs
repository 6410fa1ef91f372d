using System;
using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>A kernel that slides over a map; the layers differ in how channels are connected. Cross-correlation, as in PyTorch.</summary>
public abstract record Convolution : Layer
{
    /// <summary>Rows of the kernel.</summary>
    public required int KernelHeight { get; init; }

    /// <summary>Columns of the kernel.</summary>
    public required int KernelWidth { get; init; }

    /// <summary>Positions between windows, on both axes.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; init; }

    /// <summary>Positions between taps, on both axes.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Whether a learned number is added per output channel.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Channels that leave.</summary>
    public abstract int OutChannels(TensorShape input);

    /// <summary>Groups that input and output channels fall into; each output channel reads its own group only.</summary>
    public abstract int Groups(TensorShape input);

    /// <summary>The argument that decides how many channels leave.</summary>
    protected abstract string ChannelsArgument { get; }

    /// <summary>The window over rows, with its padding resolved.</summary>
    public Window Vertical(TensorShape input) => Padding.Window(KernelHeight, Stride, Dilation, input.Height);

    /// <summary>The window over columns, with its padding resolved.</summary>
    public Window Horizontal(TensorShape input) => Padding.Window(KernelWidth, Stride, Dilation, input.Width);

    /// <summary>Values that make one output: input channels of a group × rows × columns of the kernel.</summary>
    public long FanIn(TensorShape input) => Limits.Product(input.Channels / Groups(input), (long)KernelHeight * KernelWidth);

    /// <inheritdoc/>
    public sealed override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape input = inputs[0];
        if (!MapShapes.RequireMap(this, input, issues) || !ChannelsFit(input, issues))
        {
            return null;
        }

        int channels = OutChannels(input);
        if (Limits.Product(channels, FanIn(input)) > Limits.Values)
        {
            issues.Report(
                IssueId.ArgumentOutOfRange, ChannelsArgument, Kind, ChannelsArgument,
                "what makes " + Numerals.Grouped(channels) + " kernels of " + Numerals.Grouped(FanIn(input)) + " weights",
                "at most " + Numerals.Grouped(Limits.Values) + " weights");
            return null;
        }

        return MapShapes.Slide(this, input, channels, ChannelsArgument, Vertical(input), Horizontal(input), issues);
    }

    /// <summary>Whether the channels that arrive suit the layer; reports where they don't.</summary>
    protected virtual bool ChannelsFit(TensorShape input, IssueSink issues) => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<ParameterSpec> Parameters(TensorShape input)
    {
        // kaiming_uniform_ with a = √5 comes to ±1/√fan_in, for the bias too: torch.nn.modules.conv._ConvNd.reset_parameters.
        Initializer initializer = Initializer.Uniform(1 / Math.Sqrt(FanIn(input)));
        int channels = OutChannels(input);
        yield return new ParameterSpec("weight", EquatableArray.Of(channels, input.Channels / Groups(input), KernelHeight, KernelWidth), initializer);
        if (Bias)
        {
            yield return new ParameterSpec("bias", EquatableArray.Of(channels), initializer);
        }
    }

    /// <inheritdoc/>
    public sealed override FieldStep FieldStep(TensorShape input) => new(Vertical(input), Horizontal(input));

    /// <inheritdoc/>
    public sealed override long Macs(TensorShape input, TensorShape output) => Limits.Product(output.Length, FanIn(input));

    /// <summary><c>3×3</c>, rows first.</summary>
    protected string KernelText => Numerals.Plain(KernelHeight) + "×" + Numerals.Plain(KernelWidth);

    /// <summary>The arguments that are not at their defaults: <c>, stride 2, padding 1</c>.</summary>
    protected string OptionsText => (Stride == 1 ? "" : ", stride " + Numerals.Plain(Stride))
        + (Padding == default ? "" : ", padding " + Padding)
        + (Dilation == 1 ? "" : ", dilation " + Numerals.Plain(Dilation));
}
