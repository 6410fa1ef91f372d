using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetworkGen.Package.Tests;

/// <summary>A test that publishes native code; skipped, with the reason, where there is nothing to link it with.</summary>
public sealed class LinkerFactAttribute : FactAttribute
{
    /// <summary>What the SDK links with, the first there is. (On Windows it asks Visual Studio, which no test here does.)</summary>
    private static readonly string[] _linkers = ["clang", "gcc"];

    public LinkerFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!_linkers.Any(linker => folders.Any(folder => File.Exists(Path.Combine(folder, linker)))))
        {
            Skip = $"There is neither {string.Join(" nor ", _linkers)} to link native code with; 'apt-get install clang' brings the first.";
        }
    }
}
