using System;
using System.IO;

namespace NetworkGen.Package.Tests;

/// <summary>The README's example and the warning it shows: what is promised there is what the tests build.</summary>
internal static class Readme
{
    private static readonly string _text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n");

    /// <summary>The declaration of DigitNet: the first C# block.</summary>
    public static string Example => FirstBlock("csharp");

    /// <summary>The compiler's words: the first text block.</summary>
    public static string Warning => FirstBlock("text").Trim();

    private static string FirstBlock(string language)
    {
        string fence = $"```{language}\n";
        int start = _text.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        int end = _text.IndexOf("```", start, StringComparison.Ordinal);
        return start < fence.Length || end < 0
            ? throw new InvalidDataException($"README.md has no {language} block.")
            : _text[start..end];
    }
}
