using System;
using System.IO;
using System.Text;

namespace NetworkGen.Cli.Output;

/// <summary>Files that commands write.</summary>
internal static class OutputFile
{
    /// <summary>Writes a whole text, or leaves what was there; explains where that fails.</summary>
    public static void Write(string path, string text)
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
            throw new ExplainedException(Directory.Exists(folder)
                ? $"'{path}' can't be written: {failed.Message}"
                : $"'{path}' can't be written: there is no folder '{folder}'. Make it, or name another file.");
        }
    }
}
