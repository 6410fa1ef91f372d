using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using CsCheck;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>Whatever NG2001 proposes silences it: random networks are built again with the proposal in place.</summary>
public sealed partial class WayOutTests
{
    private static readonly Gen<Action<Declare>> _layer = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[1, 2]).Select(static (kernel, stride, padding, dilation) =>
            (Action<Declare>)(net => net.Conv2d(2, (2 * kernel) + 1, ("Stride", stride), ("Padding", padding), ("Dilation", dilation)))),
        Gen.Int[2, 3].Select(static kernel => (Action<Declare>)(net => net.MaxPool2d(kernel, ("Stride", 2), ("CeilMode", kernel == 3)))),
        Gen.Const((Action<Declare>)(static net => net.ReLU())));

    private static readonly Gen<NetworkDeclaration> _networks =
        Gen.Select(Gen.Int[12, 160], Gen.Int[12, 160], _layer.Array[1, 10]).Select(static (height, width, layers) =>
        {
            Declare net = Declare.Network(1, height, width);
            Array.ForEach(layers, layer => layer(net));
            return net.AdaptiveAvgPool2d(1).Flatten().Linear(2).Declaration();
        });

    [Fact]
    public void WhatIsProposedSilencesTheWarning()
    {
        var proposals = new List<string>();
        int issues = 0;
        _networks.Sample(
            declaration =>
            {
                if (Warning(declaration) is { } issue)
                {
                    issues++;
                    foreach (Fix fix in Fixes.Of(issue))
                    {
                        proposals.Add(fix.Title);
                        Network mended = NetworkBuilder.Build(fix.Apply(declaration)).Network!;
                        Assert.Empty(Rules.Of(IssueId.FieldTooSmall, mended));
                        Assert.EndsWith(FormattableString.Invariant($", {mended.ParameterCount:N0} parameters"), fix.Title, StringComparison.Ordinal);
                    }

                    // What is said with few layers is offered too: it is true of the network that comes of it.
                    Assert.Equal(FewLayers(issue), Fixes.Of(issue).Length);
                }
            },
            iter: 1_000,
            threads: 1);

        Assert.InRange(issues, 300, 1_000);
        Assert.InRange(proposals.Count(static title => !title.Contains("pool", StringComparison.Ordinal)), 100, 1_000);
        Assert.InRange(proposals.Count(static title => title.Contains("pool", StringComparison.Ordinal)), 100, 1_000);
        Assert.InRange(proposals.Count(static title => title.Contains("2×2 pools", StringComparison.Ordinal)), 50, 1_000);
    }

    /// <summary>The ways in the message that take at most 30 new layers.</summary>
    private static int FewLayers(NetworkIssue issue) => issue.Messages[5].StartsWith("its map", StringComparison.Ordinal)
        ? 0
        : issue.Messages[5].Split(", or ").Count(static way => Layers().Match(way) is not { Success: true } match || int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) <= 30);

    [GeneratedRegex(@"(\d+) more 3×3")]
    private static partial Regex Layers();

    private static NetworkIssue? Warning(NetworkDeclaration declaration) =>
        NetworkBuilder.Build(declaration).Network is { } network ? Warning(network) : null;

    private static NetworkIssue? Warning(Network network) => Rules.Of("NG2001", network).SingleOrDefault();
}
