using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>The declarations of this program's networks, by file name, as text.</summary>
internal static class NetworkFiles
{
    private const string ZooFolder = "Zoo/";
    private const string OwnFolder = "Networks/";

    private static readonly IReadOnlyDictionary<string, string> _own = In(OwnFolder);

    /// <summary>All networks and blocks of samples/Zoo.</summary>
    public static IReadOnlyDictionary<string, string> Zoo { get; } = In(ZooFolder);

    /// <summary>The file of a network.</summary>
    public static string FileOf(string network) => network + ".cs";

    /// <summary>The file of one network, and those that have no network but blocks for several.</summary>
    public static IReadOnlyDictionary<string, string> Of(string network) => Zoo.Concat(_own)
        .Where(file => file.Key == FileOf(network) || !file.Value.Contains("[Network(", StringComparison.Ordinal))
        .ToDictionary(static file => file.Key, static file => file.Value);

    private static Dictionary<string, string> In(string folder) => EmbeddedFiles.Named(folder).ToDictionary(file => file[folder.Length..], EmbeddedFiles.Read);
}
