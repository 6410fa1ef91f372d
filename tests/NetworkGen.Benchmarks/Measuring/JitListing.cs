using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>A method as the JIT's listing names it.</summary>
/// <param name="Type">Its type's full name.</param>
/// <param name="Name">Its name, without type arguments.</param>
/// <param name="Tier">How it was compiled: <c>Tier0</c>, <c>FullOpts</c>, <c>MinOpts</c>, …</param>
internal sealed partial record JittedMethod(string Type, string Name, string Tier)
{
    /// <summary>How messages call it, without the checksum that the compiler gives to types of one file.</summary>
    public string Title => $"{Checksum().Replace(Type, ">.")}.{Name} ({Tier})";

    /// <summary>Whether it is a generated file's, or a network's own.</summary>
    public bool IsEmitted => Type.StartsWith("NetworkGen.Generated.", StringComparison.Ordinal) || Type.StartsWith("Zoo.", StringComparison.Ordinal);

    /// <summary>Whether it was compiled with all optimizations, at once.</summary>
    public bool IsFullyOptimized => Tier == "FullOpts";

    /// <summary>Whether optimizing was asked for and the JIT gave up.</summary>
    public bool IsMinOpts => Tier.Contains("MinOpts", StringComparison.Ordinal);

    [GeneratedRegex(">F[0-9A-F]{64}__")]
    private static partial Regex Checksum();
}

/// <summary>What the JIT writes of the methods that it compiled, with <c>DOTNET_JitDisasmSummary</c>.</summary>
/// <param name="Methods">In the order that they were compiled.</param>
internal sealed partial record JitListing(IReadOnlyList<JittedMethod> Methods)
{
    /// <summary>The listing in a file.</summary>
    public static JitListing Read(string path) => new([.. File.ReadLines(path)
        .Select(static line => Method().Match(line))
        .Where(static match => match.Success)
        .Select(static match => new JittedMethod(match.Groups["type"].Value, match.Groups["name"].Value, match.Groups["tier"].Value))]);

    /// <summary><c>12: JIT compiled Namespace.Type:Name[TypeArguments](parameters) [Tier0, IL size=7, code size=29]</c>.</summary>
    [GeneratedRegex(@"JIT compiled (?<type>[^:]+):(?<name>[^\[(]+).* \[(?<tier>[^,\]]+), IL size=")]
    private static partial Regex Method();
}
