using System.Collections.Generic;
using NetworkGen.Core.Graph;

namespace NetworkGen;

/// <summary>What a message adds about a name that there isn't.</summary>
internal static class NameHint
{
    /// <summary><c> Did you mean '1.weight'?</c> with the nearest candidate, or nothing if none is near.</summary>
    public static string For(string name, IEnumerable<string> candidates) =>
        NearestName.Find(name, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}
