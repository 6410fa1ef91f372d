using System;
using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>A layer that reads the current tensor and others by their names.</summary>
public abstract record Join : Layer
{
    /// <summary>The names it reads, in the order of its inputs; null stands for the current tensor.</summary>
    public abstract IReadOnlyList<string?> Reads { get; }

    /// <summary>The argument that holds the names.</summary>
    public abstract string Argument { get; }

    /// <summary>Reports that two paths don't match at <c>Add</c> or <c>Mul</c>.</summary>
    protected TensorShape? Mismatch(IReadOnlyList<TensorShape> inputs, string tensor, string wayOut, IssueSink issues)
    {
        issues.Report(
            IssueId.ShapeMismatch, Argument,
            Description, inputs[0].ToString(), issues.Source, "'" + tensor + "'", inputs[1].ToString(), wayOut);
        return null;
    }

    /// <summary>What makes two maps fit, in words.</summary>
    protected static string WayOut(TensorShape current, TensorShape other) =>
        current.IsVector != other.IsVector ? "flatten both, or neither"
        : (current.Height, current.Width) == (other.Height, other.Width) ? "a 1×1 convolution of " + Math.Max(current.Channels, other.Channels) + " channels on one of the paths makes them fit"
        : current.Channels == other.Channels ? "the strides, pools and paddings of both paths must leave maps of one size"
        : "strides and paddings of both paths must leave maps of one size, and a 1×1 convolution makes the channels fit";
}
