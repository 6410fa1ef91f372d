using System;
using System.IO;
using System.Linq;

namespace NetworkGen.Cli.Projects;

/// <summary>Finds the project that a command names.</summary>
internal static class ProjectFile
{
    private const string Extension = ".csproj";

    /// <summary>The full path of the project: the file itself, or the only one of a folder; null stands for the current folder.</summary>
    public static string Find(string? given)
    {
        string path = Path.GetFullPath(given ?? ".");
        return Directory.Exists(path) ? OnlyOneOf(path)
            : !File.Exists(path) ? throw new ExplainedException($"There is no file or folder '{path}'. Name a {Extension} file, or a folder with exactly one.")
            : Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase) ? path
            : throw new ExplainedException($"'{path}' is no C# project. Name a {Extension} file, or a folder with exactly one.");
    }

    private static string OnlyOneOf(string folder)
    {
        string[] projects = [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)];
        return projects switch
        {
            [string only] => only,
            [] => throw new ExplainedException($"'{folder}' has no {Extension} file. Name one, or a folder with exactly one."),
            _ => throw new ExplainedException($"'{folder}' has {projects.Length} projects, {Words.List([.. projects.Select(Path.GetFileName)!])}. Name one of them."),
        };
    }
}
