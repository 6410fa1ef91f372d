using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>The files of samples/Zoo, by name, as text.</summary>
internal static class ZooFiles
{
    private const string Folder = "Zoo/";

    /// <summary>All of its networks and blocks.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = EmbeddedFiles.Named(Folder).ToDictionary(static file => file[Folder.Length..], EmbeddedFiles.Read);

    /// <summary>The file of a network.</summary>
    public static string FileOf(string network) => network + ".cs";

    /// <summary>The file of one network, and those that have no network but blocks for several.</summary>
    public static IReadOnlyDictionary<string, string> Of(string network) => All
        .Where(file => file.Key == FileOf(network) || !file.Value.Contains("[Network(", StringComparison.Ordinal))
        .ToDictionary(static file => file.Key, static file => file.Value);
}
