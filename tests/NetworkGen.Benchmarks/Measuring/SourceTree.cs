using System.IO;
using System.Runtime.CompilerServices;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>The repository that this program was compiled in: where figures are kept, and what is built to be timed.</summary>
internal static class SourceTree
{
    /// <summary>The full path of a folder below the repository's root.</summary>
    /// <param name="parts">Folder names.</param>
    /// <exception cref="DirectoryNotFoundException">The sources are no longer where they were compiled.</exception>
    public static string Folder(params string[] parts)
    {
        string folder = Path.GetFullPath(Path.Combine([Path.GetDirectoryName(ThisFile())!, "..", "..", "..", .. parts]));
        return Directory.Exists(folder)
            ? folder
            : throw new DirectoryNotFoundException($"The sources are expected in '{folder}', where they were compiled; build this project where its sources are.");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
