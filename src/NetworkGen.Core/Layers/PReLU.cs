using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// x where x &gt; 0, else slope · x with a learned slope: one for all channels, or one for each.
/// See <see href="https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html"/>.
/// </summary>
public sealed record PReLU : Layer
{
    /// <summary>Slopes: 1, or as many as channels arrive.</summary>
    public int NumParameters { get; init; } = 1;

    /// <summary>What the slopes begin with.</summary>
    public float Init { get; init; } = 0.25f;

    /// <inheritdoc/>
    public override string Kind => "PReLU";

    /// <inheritdoc/>
    public override string Description => NumParameters == 1 ? "PReLU" : "PReLU " + Numerals.Plain(NumParameters);

    /// <summary>Reads <c>NumParameters</c> and <c>Init</c>.</summary>
    public static PReLU Read(ArgumentReader arguments) => new()
    {
        NumParameters = arguments.Integer("NumParameters", 1, Limits.Values, 1),
        Init = arguments.Real("Init", 0.25f),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        if (NumParameters == 1 || NumParameters == inputs[0].Channels)
        {
            return inputs[0];
        }

        int arriving = inputs[0].Channels;
        issues.Report(
            IssueId.ChannelMismatch, "NumParameters", [issues.Setting("NumParameters", arriving)],
            Description, "NumParameters", Numerals.Plain(NumParameters), Numerals.Plain(arriving), issues.Source);
        return null;
    }

    /// <inheritdoc/>
    public override IEnumerable<ParameterSpec> Parameters(TensorShape input) =>
        [new ParameterSpec("weight", EquatableArray.Of(NumParameters), Initializer.Constant(Init))];
}
