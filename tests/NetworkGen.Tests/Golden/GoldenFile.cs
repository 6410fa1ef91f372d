using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetworkGen.Tests.Golden;

/// <summary>PyTorch's numbers, from the files beside the scripts that made them.</summary>
internal static class GoldenFile
{
    public static JsonArray Read(string name)
    {
        using Stream stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no embedded '{name}'.", nameof(name));
        return JsonNode.Parse(stream)!.AsArray();
    }

    public static T Get<T>(this JsonNode node, string name) => node[name].Deserialize<T>()!;
}
