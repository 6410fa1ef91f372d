using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>Earlier tensors and then the current one, one behind the other along channels.</summary>
public sealed record Concat : Join
{
    /// <summary>The earlier tensors' names.</summary>
    public required EquatableArray<string> Tensors { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Concat";

    /// <inheritdoc/>
    public override string Description => "Concat " + string.Join(", ", Tensors);

    /// <inheritdoc/>
    public override IReadOnlyList<string?> Reads => [.. Tensors, null];

    /// <summary>Reads <c>Tensors</c>.</summary>
    public static Concat Read(ArgumentReader arguments) => new() { Tensors = arguments.Texts("Tensors") };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        TensorShape current = inputs[inputs.Count - 1];
        for (int i = 0; i < inputs.Count - 1; i++)
        {
            TensorShape other = inputs[i];
            if ((other.Height, other.Width, other.IsVector) != (current.Height, current.Width, current.IsVector))
            {
                issues.Report(
                    IssueId.ConcatMismatch, "Tensors",
                    Description, "'" + Tensors[i] + "'", other.ToString(), current.ToString(), issues.Source,
                    other.IsVector != current.IsVector ? "flatten all of them, or none" : "strides, pools and paddings of all paths must leave maps of one size");
                return null;
            }
        }

        long channels = inputs.Sum(static input => (long)input.Channels);
        if (channels > Limits.Channels)
        {
            issues.Report(IssueId.TooLarge, null, Description, Numerals.Grouped(channels) + " channels", Numerals.Grouped(Limits.Channels));
            return null;
        }

        return current with { Channels = (int)channels };
    }
}
