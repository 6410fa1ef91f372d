using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The mean of each window. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html"/>.</summary>
public sealed record AvgPool2d : Pool2d
{
    /// <summary>Whether the declared padding counts as zeros in the mean. What <see cref="Pool2d.CeilMode"/> adds beyond it never counts.</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <inheritdoc/>
    public override string Kind => "AvgPool2d";

    /// <inheritdoc/>
    public override string Description => base.Description + (CountIncludePad ? "" : ", without padding in the mean");

    /// <summary>Reads <c>KernelSize</c>, <c>Stride</c> (default: the kernel), <c>Padding</c>, <c>CeilMode</c> and <c>CountIncludePad</c>.</summary>
    public static AvgPool2d Read(ArgumentReader arguments)
    {
        int size = arguments.Integer("KernelSize", 1, Limits.Window, 2);
        return new AvgPool2d
        {
            KernelSize = size,
            Stride = arguments.Integer("Stride", 1, Limits.Window, size),
            Padding = arguments.Integer("Padding", 0, Limits.Window, 0),
            CeilMode = arguments.Flag("CeilMode", false),
            CountIncludePad = arguments.Flag("CountIncludePad", true),
        };
    }
}
