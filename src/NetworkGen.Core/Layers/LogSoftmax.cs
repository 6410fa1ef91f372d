using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>The logarithm of softmax over the channels (of each position, for a map): PyTorch's with <c>dim=1</c>. See <see href="https://pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html"/>.</summary>
public sealed record LogSoftmax : Layer
{
    /// <inheritdoc/>
    public override string Kind => "LogSoftmax";

    /// <inheritdoc/>
    public override string Description => "LogSoftmax";

    /// <summary>Takes no arguments.</summary>
    public static LogSoftmax Read(ArgumentReader arguments) => new();

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];
}
