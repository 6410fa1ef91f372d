using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>NG2010: the first pool comes before there are features worth keeping; what it drops, nothing behind it can bring back.</summary>
internal static class EarlyPool
{
    /// <summary>At most one issue, about the first pool.</summary>
    public static IEnumerable<NetworkIssue> Check(Network network, RuleOptions options)
    {
        if (Pools.Of(network).FirstOrDefault() is not { } pool)
        {
            yield break;
        }

        ReceptiveField arriving = Pools.Arriving(network, pool);
        int seen = Pools.Field(arriving);
        int wanted = Pools.WorthPooling(network, options);
        if (seen < wanted)
        {
            long missing = (long)Math.Ceiling((wanted - seen) / (2 * Math.Min(arriving.Vertical.Jump, arriving.Horizontal.Jump)));
            yield return AsWritten.Issue(
                pool, IssueId.EarlyPool, null, [],
                pool.Layer.Description, Numerals.Grouped(seen), Numerals.Grouped(wanted), Numerals.Grouped(missing) + " more 3×3 layer" + (missing == 1 ? "" : "s"));
        }
    }
}
