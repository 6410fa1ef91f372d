using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>
/// Each group of neighbouring channels of an image to mean 0 and variance 1; then a learned scale and shift per channel.
/// See <see href="https://pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html"/>.
/// </summary>
public sealed record GroupNorm : ImageNorm
{
    /// <summary>Groups, which must divide the channels.</summary>
    public required int Groups { get; init; }

    /// <inheritdoc/>
    public override int ChannelGroups => Groups;

    /// <inheritdoc/>
    public override string Kind => "GroupNorm";

    /// <inheritdoc/>
    public override string Description => "GroupNorm " + Numerals.Plain(Groups) + (Affine ? "" : ", not affine");

    /// <summary>Reads <c>Groups</c>, <c>Eps</c> and <c>Affine</c>.</summary>
    public static GroupNorm Read(ArgumentReader arguments) => new()
    {
        Groups = arguments.Integer("Groups", 1, Limits.Values),
        Eps = ReadEps(arguments),
        Affine = arguments.Flag("Affine", true),
    };

    /// <inheritdoc/>
    public override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues)
    {
        int channels = inputs[0].Channels;
        if (channels % Groups == 0)
        {
            return inputs[0];
        }

        int[] nearest = [.. Divisors(channels).OrderBy(groups => Math.Abs((long)groups - Groups)).ThenBy(static groups => groups).Take(4)];
        issues.Report(
            IssueId.GroupsDontDivide, "Groups", [issues.Setting("Groups", nearest[0])],
            Description, Numerals.Grouped(Groups), "input", Numerals.Grouped(channels),
            string.Join(", ", nearest.OrderBy(static groups => groups).Select(static groups => Numerals.Grouped(groups))));
        return null;
    }

    /// <inheritdoc/>
    private protected override EquatableArray<int> ParameterShape(TensorShape input) => EquatableArray.Of(input.Channels);

    /// <summary>Every divisor, found in pairs, as a flattened map may have a billion features.</summary>
    private static IEnumerable<int> Divisors(int number)
    {
        for (int divisor = 1; (long)divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                yield return divisor;
                if (number / divisor != divisor)
                {
                    yield return number / divisor;
                }
            }
        }
    }
}
