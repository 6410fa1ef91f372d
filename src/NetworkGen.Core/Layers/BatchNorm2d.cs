using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>
/// Each channel to mean 0 and variance 1 over the batch while training, by running statistics otherwise; then a learned scale and
/// shift. On a vector each feature is a channel, as in BatchNorm1d.
/// See <see href="https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html"/>.
/// </summary>
public sealed record BatchNorm2d : Layer
{
    /// <summary>Added to the variance before the root.</summary>
    public float Eps { get; init; } = 1e-5f;

    /// <summary>Share of the batch's statistics in the running ones: running ← (1 − momentum) · running + momentum · batch.</summary>
    public float Momentum { get; init; } = 0.1f;

    /// <summary>Whether a scale and a shift are learned.</summary>
    public bool Affine { get; init; } = true;

    /// <inheritdoc/>
    public override string Kind => "BatchNorm2d";

    /// <inheritdoc/>
    public override string Description => Affine ? "BatchNorm2d" : "BatchNorm2d, not affine";

    /// <summary>Reads <c>Eps</c>, <c>Momentum</c> and <c>Affine</c>.</summary>
    public static BatchNorm2d Read(ArgumentReader arguments) => new()
    {
        Eps = arguments.Real("Eps", 1e-5f, float.Epsilon, float.MaxValue, "a finite number above 0"),
        Momentum = arguments.Real("Momentum", 0.1f, 0, 1, "0 to 1"),
        Affine = arguments.Flag("Affine", true),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];

    /// <inheritdoc/>
    public override IEnumerable<ParameterSpec> Parameters(TensorShape input) => Affine
        ? [PerChannel("weight", 1, input), PerChannel("bias", 0, input)]
        : [];

    /// <inheritdoc/>
    public override IEnumerable<ParameterSpec> Buffers(TensorShape input) =>
        [PerChannel("running_mean", 0, input), PerChannel("running_var", 1, input)];

    private static ParameterSpec PerChannel(string name, double value, TensorShape input) =>
        new(name, EquatableArray.Of(input.Channels), Initializer.Constant(value));
}
