using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetworkGen.Cli.Projects;

/// <summary>The generators that a project has besides ours: a network may use constants that they write.</summary>
internal static class ForeignGenerators
{
    /// <summary>The project's own copy of our generator stays out: this program's runs, and one network must not get two other parts.</summary>
    private const string Ours = "NetworkGen.Generators.dll";

    /// <summary>Loads them; what can't be loaded is told, for what it would write is missing.</summary>
    public static IReadOnlyList<ISourceGenerator> Load(IEnumerable<CommandLineAnalyzerReference> references, List<string> warnings)
    {
        string[] files = [.. references.Select(static reference => reference.FilePath).Where(static file => !Path.GetFileName(file).Equals(Ours, StringComparison.OrdinalIgnoreCase))];
        AssemblyLoader loader = new();
        foreach (string file in files)
        {
            loader.AddDependencyLocation(file);
        }

        List<ISourceGenerator> generators = [];
        foreach (string file in files)
        {
            AnalyzerFileReference reference = new(file, loader);
            reference.AnalyzerLoadFailed += (_, failed) =>
            {
                if (failed.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
                {
                    warnings.Add($"the generators of {Path.GetFileName(file)} can't be loaded: {failed.Message}");
                }
            };
            generators.AddRange(reference.GetGenerators(LanguageNames.CSharp));
        }

        return generators;
    }

    /// <summary>Loads each file with the neighbours it was given with, and never instead of what this program has: Roslyn is ours.</summary>
    private sealed class AssemblyLoader : AssemblyLoadContext, IAnalyzerAssemblyLoader
    {
        private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);

        public void AddDependencyLocation(string fullPath) => _byName.TryAdd(Path.GetFileNameWithoutExtension(fullPath), fullPath);

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName name)
        {
            try
            {
                return Default.LoadFromAssemblyName(name);
            }
            catch (FileNotFoundException)
            {
                return name.Name is { } simple && _byName.TryGetValue(simple, out string? path) ? LoadFromAssemblyPath(path) : null;
            }
        }
    }
}
