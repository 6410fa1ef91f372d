using System;
using System.Collections.Generic;

namespace NetworkGen;

/// <summary>A named tensor of a <see cref="ParameterSet"/>: weights or running statistics in PyTorch's layout.</summary>
public sealed class Parameter
{
    private readonly ParameterSet _set;

    internal Parameter(ParameterSet set, string name, int[] shape, Initializer initializer, int offset, int length)
    {
        _set = set;
        Name = name;
        Shape = Array.AsReadOnly(shape);
        Initializer = initializer;
        Offset = offset;
        Length = length;
    }

    /// <summary>PyTorch's state-dict name: <c>1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>PyTorch's shape: out × in/groups × height × width for a convolution, out × in for a linear layer.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Where it begins in <see cref="ParameterSet.Values"/> and in a training pass's gradients, in floats.</summary>
    public int Offset { get; }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>Its values, row-major. A view: it shows later changes.</summary>
    public ReadOnlySpan<float> Values => _set.Values.Slice(Offset, Length);

    /// <summary>
    /// Whether training leaves it as it is: its gradient is neither computed nor added to a pass's gradients, and no optimizer changes it.
    /// Default false. PyTorch's <c>requires_grad = False</c>.
    /// </summary>
    /// <remarks>
    /// Looked at when a backward pass begins and at each step. As in PyTorch, the running statistics of a batch norm move with every training pass
    /// even where its parameters are frozen: they aren't trained but measured.
    /// </remarks>
    public bool IsFrozen { get; set; }

    internal Initializer Initializer { get; }

    /// <summary>Replaces all values; the next <c>Forward</c> uses them.</summary>
    /// <param name="values"><see cref="Length"/> floats, row-major.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException(
                $"'{Name}' of shape [{string.Join(", ", Shape)}] needs {Length} values, got {values.Length}.", nameof(values));
        }

        values.CopyTo(_set.Writable.Slice(Offset, Length));
        _set.MarkChanged();
    }

    /// <summary>Name and shape: <c>1.weight [16, 1, 3, 3]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
