using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The mean of each bin. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html"/>.</summary>
public sealed record AdaptiveAvgPool2d : AdaptivePool2d
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveAvgPool2d";

    /// <summary>Reads <c>OutputSize</c>.</summary>
    public static AdaptiveAvgPool2d Read(ArgumentReader arguments) => new() { OutputSize = arguments.Integer("OutputSize", 1, Limits.Window) };
}
