using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Layers;

/// <summary>A map as one vector, channel by channel, row by row. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Flatten.html"/>.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    public override string Description => "Flatten";

    /// <summary>Takes no arguments.</summary>
    public static Flatten Read(ArgumentReader arguments) => new();

    /// <inheritdoc/>
    /// <remarks>Never too long: every map is within <see cref="Limits.Values"/>.</remarks>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => TensorShape.Vector((int)inputs[0].Length);

    /// <inheritdoc/>
    public override FieldStep FieldStep(TensorShape input) => ReceptiveFields.FieldStep.Global;
}
