using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>Builds the checked graph from a declaration.</summary>
public static class NetworkBuilder
{
    /// <summary>A network, or the errors that prevent it. Never throws, whatever the declaration holds.</summary>
    public static BuildResult Build(NetworkDeclaration declaration) => new(null, EquatableArray<NetworkIssue>.Empty);
}

/// <summary>What came of a declaration.</summary>
/// <param name="Network">The checked graph; null when there are errors.</param>
/// <param name="Issues">Everything found, in layer order.</param>
public sealed record BuildResult(Network? Network, EquatableArray<NetworkIssue> Issues);
