using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>A function of one value: the shape stays, nothing is learned, and nothing more of the image is seen.</summary>
public abstract record Activation : Layer
{
    /// <inheritdoc/>
    public override string Description => Kind;

    /// <inheritdoc/>
    public sealed override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) => inputs[0];
}
