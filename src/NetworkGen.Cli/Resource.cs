using System.IO;

namespace NetworkGen.Cli;

/// <summary>Files that are part of this program.</summary>
internal static class Resource
{
    /// <summary>The text of one.</summary>
    public static string Text(string name)
    {
        using StreamReader reader = new(typeof(Resource).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
