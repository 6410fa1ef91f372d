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

    /// <inheritdoc/>
    public override string Argument => nameof(Tensors);

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
                    IssueId.ConcatMismatch,
                    Argument,
                    EquatableArray.Of(
                        Description, "'" + Tensors[i] + "'", other.ToString(), current.ToString(), issues.Source,
                        other.IsVector != current.IsVector ? "flatten all of them, or none" : "strides, pools and paddings of all paths must leave maps of one size"),
                    EquatableArray.Of(new Property(IssueProperty.Element, Numerals.Plain(i))));
                return null;
            }
        }

        long channels = inputs.Sum(static input => (long)input.Channels);
        return Limits.Hold(channels, Limits.Channels, current.IsVector ? "features" : "channels", Description, "concatenate fewer tensors, or narrower ones", issues)
            ? current with { Channels = (int)channels }
            : null;
    }
}
