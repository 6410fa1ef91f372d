using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>Whatever a rule offers can be built, and mends what it was offered for: on random networks, with and without blocks.</summary>
public sealed class RuleFixesTests
{
    private static readonly string[] _ids = [IssueId.FieldTooSmall, IssueId.StrideSkips, IssueId.UnevenPadding, IssueId.EvenKernel, IssueId.LargeKernel, IssueId.ChannelCut, IssueId.NoPool];

    private static readonly Gen<Action<Declare>> _layer = Gen.Frequency(
        (4, Gen.Select(Gen.Int[1, 8], Gen.Int[1, 3], Gen.Int[0, 3], Gen.OneOf(Gen.Const(2), Gen.Const(4), Gen.Const(16)), Gen.Bool).Select(static (kernel, stride, padding, channels, bias) =>
            (Action<Declare>)(net => net.Conv2d(channels, kernel, ("Stride", stride), ("Padding", padding == 3 ? Declare.Same : padding), ("Bias", bias))))),
        (1, Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3]).Select(static (kernel, stride) => (Action<Declare>)(net => net.DepthwiseConv2d(kernel, ("Stride", stride))))),
        (1, Gen.Int[2, 3].Select(static kernel => (Action<Declare>)(net => net.MaxPool2d(kernel, ("Stride", 2), ("Padding", kernel / 2))))),
        (2, Gen.Const((Action<Declare>)(static net => net.BatchNorm2d().Layer("LeakyReLU", ("Slope", 0.1f))))),
        (2, Gen.Const((Action<Declare>)(static net => net.ReLU()))));

    private static readonly Gen<Declare> _networks =
        Gen.Select(Gen.Int[20, 120], Gen.Int[20, 120], _layer.Array[1, 6], _layer.Array[1, 3], Gen.Int[0, 2]).Select(static (height, width, layers, block, uses) =>
        {
            Declare net = Declare.Network(3, height, width).Block("Block", inner => Array.ForEach(block, layer => layer(inner)));
            Array.ForEach(layers, layer => layer(net));
            return (uses == 0 ? net : net.Stage("Block", ("Repeat", uses), ("Name", "stage"))).AdaptiveAvgPool2d(1).Flatten().Linear(2);
        });

    [Fact]
    public void EveryFixMends()
    {
        var tried = new Dictionary<string, int>();
        _networks.Sample(
            net =>
            {
                if (NetworkBuilder.Build(net.Declaration()).Network is not { } network)
                {
                    return;
                }

                foreach (NetworkIssue issue in RuleSet.Check(network, RuleOptions.Default).Where(static issue => _ids.Contains(issue.Id)))
                {
                    foreach (Fix fix in Fixes.Of(issue))
                    {
                        tried[issue.Id] = tried.GetValueOrDefault(issue.Id) + 1;
                        BuildResult built = NetworkBuilder.Build(fix.Apply(network.Declaration));
                        Assert.True(built.Network is not null, fix.Title + ": " + string.Join(Environment.NewLine, built.Issues.Select(Declare.Text)));
                        NetworkIssue[] left = Rules.Of(issue.Id, built.Network);

                        // A map of another size may bring another layer to notice: a kernel that had spanned all of it.
                        Assert.True(
                            left.Length < Rules.Of(issue.Id, network).Length || left.All(other => (other.LayerIndex, other.Within) != (issue.LayerIndex, issue.Within)),
                            Declare.Text(issue) + Environment.NewLine + fix.Title);
                    }
                }
            },
            iter: 1_000,
            threads: 1);

        Assert.All(_ids, id => Assert.InRange(tried.GetValueOrDefault(id), 5, 10_000));
    }
}
