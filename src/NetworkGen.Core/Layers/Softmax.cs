using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>exp(x) divided by its sum over the channels (of each position, for a map): PyTorch's with <c>dim=1</c>. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.Softmax.html"/>.</summary>
public sealed record Softmax : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override string Description => "Softmax";

    /// <summary>Takes no arguments.</summary>
    public static Softmax Read(ArgumentReader arguments) => new();

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];
}
