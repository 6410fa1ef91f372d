using System;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

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
            string full = Path.GetFullPath(path);
            string folder = Path.GetDirectoryName(full) ?? "";
            throw new ExplainedException(Directory.Exists(folder)
                ? $"'{path}' can't be written: {Named(failed.Message, full)}"
                : $"'{path}' can't be written: there is no folder '{folder}'. Make it, or name another file.");
        }
    }

    /// <summary>The message with the name that was asked for in place of the temporary one beside it.</summary>
    private static string Named(string message, string path) => Regex.Replace(message, Regex.Escape(path) + "\\.[0-9a-f]{32}\\.tmp", _ => path);
}
