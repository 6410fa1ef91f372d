using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>Source files of samples that were compiled into this program as code, and as text for the generator to be timed on.</summary>
internal static class EmbeddedFiles
{
    private static readonly Assembly _assembly = typeof(EmbeddedFiles).Assembly;

    /// <summary>The text of a file.</summary>
    public static string Read(string name)
    {
        using Stream stream = _assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"No file '{name}' is embedded.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The files whose names begin so, in order.</summary>
    public static IEnumerable<string> Named(string prefix) =>
        _assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
