using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Layers;

/// <summary>
/// A layer with its arguments parsed and checked one by one: shape, parameters, field and cost as pure functions.
/// One sealed record per kind; adding one touches its own file and <see cref="LayerCatalog"/>.
/// </summary>
public abstract record Layer
{
    /// <summary>The attribute's name: <c>Conv2d</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>How the table shows it: <c>Conv2d 3×3, 16</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The shape that leaves, or null after reporting what doesn't fit.</summary>
    /// <param name="inputs">The shapes that arrive; one for all but joins.</param>
    /// <param name="issues">Where misfits go.</param>
    public abstract TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues);

    /// <summary>Trained tensors, names without the node's, in PyTorch's order.</summary>
    public virtual IEnumerable<ParameterSpec> Parameters(TensorShape input) => [];

    /// <summary>Running statistics, names without the node's, in PyTorch's order.</summary>
    public virtual IEnumerable<ParameterSpec> Buffers(TensorShape input) => [];

    /// <summary>How it widens the receptive field; the default, a pointwise step, leaves it alone.</summary>
    public virtual FieldStep FieldStep(TensorShape input) => ReceptiveFields.FieldStep.Pointwise;

    /// <summary>Multiply-accumulates per image.</summary>
    public virtual long Macs(TensorShape input, TensorShape output) => 0;
}
