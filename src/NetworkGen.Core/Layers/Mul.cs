using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>
/// The current tensor times an earlier one: y = x · a. Both have one shape, or one of them is a 1×1 map that is used for every position of
/// the other (a gate, as in squeeze and excitation).
/// </summary>
public sealed record Mul : Join
{
    /// <summary>The earlier tensor's name.</summary>
    public required string Tensor { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Mul";

    /// <inheritdoc/>
    public override string Description => "Mul " + Tensor;

    /// <inheritdoc/>
    public override IReadOnlyList<string?> Reads => [null, Tensor];

    /// <inheritdoc/>
    public override string Argument => nameof(Tensor);

    /// <summary>Reads <c>Tensor</c>.</summary>
    public static Mul Read(ArgumentReader arguments) => new() { Tensor = arguments.Text("Tensor") };

    /// <summary>Whether <paramref name="shape"/> is a gate for <paramref name="map"/>: one value per channel.</summary>
    public static bool IsGate(TensorShape shape, TensorShape map) =>
        shape is { Height: 1, Width: 1, IsVector: false } && !map.IsVector && shape.Channels == map.Channels;

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) =>
        inputs[0] == inputs[1] || IsGate(inputs[1], inputs[0]) ? inputs[0]
        : IsGate(inputs[0], inputs[1]) ? inputs[1]
        : Mismatch(inputs, Tensor, WayOut(inputs[0], inputs[1]) + "; or one of them is a 1×1 map of as many channels", issues);
}
