using System;

namespace NetworkGen;

/// <summary>What a batch should give: one class label per sample, or target values.</summary>
public readonly ref struct Targets
{
    /// <summary>One label per sample.</summary>
    /// <param name="labels">Classes, from 0.</param>
    public Targets(ReadOnlySpan<int> labels) => Labels = labels;

    /// <summary>Target values, as many as the outputs.</summary>
    /// <param name="values">The values.</param>
    public Targets(ReadOnlySpan<float> values) => Values = values;

    /// <summary>Classes, from 0; empty where there are values.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Target values; empty where there are labels.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>One label per sample.</summary>
    /// <param name="labels">Classes, from 0.</param>
    public static implicit operator Targets(ReadOnlySpan<int> labels) => new(labels);

    /// <summary>One label per sample.</summary>
    /// <param name="labels">Classes, from 0.</param>
    public static implicit operator Targets(int[] labels) => new((ReadOnlySpan<int>)labels);

    /// <summary>Target values, as many as the outputs.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator Targets(ReadOnlySpan<float> values) => new(values);

    /// <summary>Target values, as many as the outputs.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator Targets(float[] values) => new((ReadOnlySpan<float>)values);
}
