using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The largest value of each window; padding never wins. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html"/>.</summary>
public sealed record MaxPool2d : Pool2d
{
    /// <inheritdoc/>
    public override string Kind => "MaxPool2d";

    /// <summary>Reads <c>KernelSize</c>, <c>Stride</c> (default: the kernel), <c>Padding</c> and <c>CeilMode</c>.</summary>
    public static MaxPool2d Read(ArgumentReader arguments)
    {
        int size = arguments.Integer("KernelSize", 1, Limits.Window, 2);
        return new MaxPool2d
        {
            KernelSize = size,
            Stride = arguments.Integer("Stride", 1, Limits.Window, size),
            Padding = arguments.Integer("Padding", 0, Limits.Window, 0),
            CeilMode = arguments.Flag("CeilMode", false),
        };
    }
}
