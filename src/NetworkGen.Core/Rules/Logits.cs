using System;
using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Rules;

/// <summary>
/// NG3003: an activation, a norm or dropout between the last weights and the result. Only of networks that give a vector: a map's last
/// activation may be meant, as may a last sigmoid or tanh that no softmax follows.
/// </summary>
internal static class Logits
{
    /// <summary>At most one issue, about the last such layer.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network)
    {
        var issues = new List<NetworkIssue>();
        if (network.Output.Shape is { Height: 1, Width: 1 }
            && Last(network) is { } last
            && Harm(last, hasSoftmax: SoftmaxOf(network) is not null) is { } harm
            && Backwards.Past(network, last, static node => IsOnValues(node.Layer)) is { } scores
            && Weights.Has(scores.Layer))
        {
            new IssueSink(issues, last.Position).Report(IssueId.TouchedLogits, null, last.Layer.Description, NodeList.Title(scores), harm);
        }

        return issues;
    }

    /// <summary>The softmax or log-softmax that the network ends in, or null.</summary>
    public static Node? SoftmaxOf(Network network) =>
        Backwards.Past(network, network.Output, static node => IsForm(node) && !IsSoftmax(node)) is { } end && IsSoftmax(end) ? end : null;

    /// <summary>The last layer that is more than a change of form; null where that is no layer but the input.</summary>
    private static Node? Last(Network network) => Backwards.Past(network, network.Output, IsForm);

    private static bool IsSoftmax(Node node) => node.Layer is Softmax or LogSoftmax;

    private static bool IsForm(Node node) => node.Layer is Flatten || IsSoftmax(node)
        || (node.Layer is Pool2d or AdaptivePool2d && node.Shape is { Height: 1, Width: 1 });

    private static bool IsOnValues(Layer layer) => layer is Activation or PReLU or BatchNorm2d or ImageNorm or Dropout;

    /// <summary>What it does to scores, in a student's words; null where nothing is wrong with it.</summary>
    private static string? Harm(Node last, bool hasSoftmax) => last.Layer switch
    {
        ReLU => "no score can fall below 0, and one that is 0 gets no gradient",
        ReLU6 => "no score can leave 0 to 6, and one at either end gets no gradient",
        Sigmoid or Hardsigmoid => hasSoftmax ? Bounded("0 and 1", 1, last.Shape.Channels) : null,
        Tanh => hasSoftmax ? Bounded("-1 and 1", 2, last.Shape.Channels) : null,
        Activation or PReLU => "it presses scores below 0 together",
        BatchNorm2d => "each score is brought to mean 0 and variance 1 over the batch, so that it depends on the other images",
        ImageNorm => "the scores of each image are brought to mean 0 and variance 1, so that a doubtful image looks as certain as a clear one",
        Dropout { P: > 0 } => "while training, scores are set to 0 by chance, that of the right class too",
        _ => null,
    };

    /// <summary>The most that softmax can give to one of n scores which differ by <paramref name="range"/> at most: e^range / (e^range + n − 1).</summary>
    private static string Bounded(string ends, double range, int classes)
    {
        double most = Math.Exp(range) / (Math.Exp(range) + classes - 1);
        return "all scores lie between " + ends + ", so that softmax can give none of " + Numerals.Grouped(classes)
            + " classes more than " + Numerals.Percent((long)(most * 1e6), 1_000_000) + " %";
    }
}
