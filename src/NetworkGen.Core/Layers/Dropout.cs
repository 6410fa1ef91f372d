using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// While training each value is 0 with probability p, and divided by 1 − p otherwise; nothing happens at inference.
/// See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html"/>. PyTorch also takes p = 1, which leaves nothing to learn from.
/// </summary>
public sealed record Dropout : Layer
{
    /// <summary>The probability, 0 to below 1.</summary>
    public float P { get; init; } = 0.5f;

    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override string Description => "Dropout " + Numerals.Real(P);

    /// <summary>Reads <c>P</c>.</summary>
    public static Dropout Read(ArgumentReader arguments) => new() { P = arguments.Real("P", 0.5f, 0, LargestBelowOne, "0 to below 1") };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];

    private const float LargestBelowOne = 0.99999994f;
}
