using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetworkGen.Cli.Projects;

/// <summary>A project as the compiler sees it, with what all its generators add.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Compilation">Its sources, references and options.</param>
/// <param name="Options">What analyzers may read: <c>.editorconfig</c>, build properties, additional files.</param>
/// <param name="Warnings">What could not be loaded, and may be missed.</param>
internal sealed record LoadedProject(string Path, CSharpCompilation Compilation, AnalyzerOptions Options, IReadOnlyList<string> Warnings)
{
    /// <summary>The project's name.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The project file's name.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>A file's path from the project's folder, with slashes; the full one where it lies elsewhere.</summary>
    public string Relative(string file)
    {
        string path = System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(Path)!, file);
        return (path.StartsWith("..", System.StringComparison.Ordinal) ? file : path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
    }
}
