using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Rules;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Everything that is said of a network that can be built.</summary>
public static class RuleSet
{
    private static readonly Func<Network, RuleOptions, IEnumerable<NetworkIssue>>[] _rules =
    [
        FieldTooSmall.Check,
        Unproductive.Check,
        UnreadInput.Check,
        DilationHoles.Check,
        StrideSkips.Check,
        MisalignedJoin.Check,
        UnevenPadding.Check,
        EvenKernel.Check,
        LargeKernel.Check,
        EarlyPool.Check,
        LatePool.Check,
        ChannelCut.Check,
        static (network, _) => LinearStack.Check(network),
        static (network, _) => BiasBeforeNorm.Check(network),
        static (network, _) => Logits.Check(network),
        static (network, _) => LinearOnLargeMap.Check(network),
    ];

    /// <summary>What the rules find, in the order of their ids.</summary>
    public static EquatableArray<NetworkIssue> Check(Network network, RuleOptions options) =>
        _rules.SelectMany(rule => rule(network, options)).OrderBy(static issue => issue.Id, StringComparer.Ordinal).ToEquatableArray();
}
