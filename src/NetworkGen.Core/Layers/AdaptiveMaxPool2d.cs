using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The largest value of each bin; the first of equals. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool2d.html"/>.</summary>
public sealed record AdaptiveMaxPool2d : AdaptivePool2d
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveMaxPool2d";

    /// <summary>Reads <c>OutputSize</c>.</summary>
    public static AdaptiveMaxPool2d Read(ArgumentReader arguments) => new() { OutputSize = arguments.Integer("OutputSize", 1, Limits.Window) };
}
