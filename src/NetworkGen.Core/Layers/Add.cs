using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The current tensor plus an earlier one of the same shape: y = x + a.</summary>
public sealed record Add : Join
{
    /// <summary>The earlier tensor's name.</summary>
    public required string Tensor { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Add";

    /// <inheritdoc/>
    public override string Description => "Add " + Tensor;

    /// <inheritdoc/>
    public override IReadOnlyList<string?> Reads => [null, Tensor];

    /// <inheritdoc/>
    public override string Argument => nameof(Tensor);

    /// <summary>Reads <c>Tensor</c>.</summary>
    public static Add Read(ArgumentReader arguments) => new() { Tensor = arguments.Text("Tensor") };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) =>
        inputs[0] == inputs[1] ? inputs[0] : Mismatch(inputs, Tensor, WayOut(inputs[0], inputs[1]), issues);
}
