using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>Whatever NG2001 proposes silences it: random networks are built again with the proposal in place.</summary>
public sealed class WayOutTests
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
        _networks.Sample(
            declaration =>
            {
                if (Warning(declaration) is { } issue)
                {
                    proposals.AddRange(issue.Properties.Select(static property => property.Key));
                    Assert.All(Repaired(declaration, issue), static repaired => Assert.Null(Warning(NetworkBuilder.Build(repaired).Network!)));
                }
            },
            iter: 1_000,
            threads: 1);

        Assert.InRange(proposals.Count(static key => key == IssueProperty.ConvolutionCount), 100, 1_000);
        Assert.InRange(proposals.Count(static key => key == IssueProperty.PoolAfterLayer), 100, 1_000);
    }

    private static NetworkIssue? Warning(NetworkDeclaration declaration) =>
        NetworkBuilder.Build(declaration).Network is { } network ? Warning(network) : null;

    private static NetworkIssue? Warning(Network network) => Rules.Of("NG2001", network).SingleOrDefault();

    private static IEnumerable<NetworkDeclaration> Repaired(NetworkDeclaration declaration, NetworkIssue issue)
    {
        Dictionary<string, int> values = issue.Properties.ToDictionary(static property => property.Key, static property => int.Parse(property.Value));
        if (values.TryGetValue(IssueProperty.ConvolutionCount, out int count))
        {
            yield return WithConvolutions(declaration, issue.LayerIndex + 1, count);
        }

        if (values.TryGetValue(IssueProperty.PoolAfterLayer, out int place))
        {
            var pool = new LayerDeclaration("MaxPool2d", EquatableArray.Of(Declare.ToArgument(("KernelSize", 2))));
            int end = Math.Max(place, issue.LayerIndex) + 2;
            yield return WithConvolutions(Inserted(declaration, place + 1, [pool]), end, values[IssueProperty.ConvolutionCountWithPool]);
        }
    }

    private static NetworkDeclaration WithConvolutions(NetworkDeclaration declaration, int index, int count)
    {
        (string, object)[] arguments = [("OutChannels", 2), ("KernelSize", 3), ("Padding", 1)];
        return Inserted(declaration, index, Enumerable.Repeat(new LayerDeclaration("Conv2d", arguments.Select(Declare.ToArgument).ToEquatableArray()), count));
    }

    private static NetworkDeclaration Inserted(NetworkDeclaration declaration, int index, IEnumerable<LayerDeclaration> layers) =>
        declaration with { Layers = declaration.Layers.Take(index).Concat(layers).Concat(declaration.Layers.Skip(index)).ToEquatableArray() };
}
