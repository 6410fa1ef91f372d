using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>
/// Each image to mean 0 and variance 1 over all its values; then a learned scale and shift per value: PyTorch's <c>LayerNorm([C, H, W])</c>
/// on a map and <c>LayerNorm(C)</c> on a vector. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html"/>.
/// </summary>
public sealed record LayerNorm : ImageNorm
{
    /// <inheritdoc/>
    public override int ChannelGroups => 1;

    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <inheritdoc/>
    public override string Description => Affine ? "LayerNorm" : "LayerNorm, not affine";

    /// <summary>Reads <c>Eps</c> and <c>Affine</c>.</summary>
    public static LayerNorm Read(ArgumentReader arguments) => new() { Eps = ReadEps(arguments), Affine = arguments.Flag("Affine", true) };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];

    /// <inheritdoc/>
    private protected override EquatableArray<int> ParameterShape(TensorShape input) => input.IsVector
        ? EquatableArray.Of(input.Channels)
        : EquatableArray.Of(input.Channels, input.Height, input.Width);
}
