using System.IO;
using System.Linq;
using Xunit;

namespace NetworkGen.Cli.Tests.Page;

/// <summary>A test in a real browser; skipped, with the reason, where there is none.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    /// <summary>Where Debian and others put it.</summary>
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public ChromiumFactAttribute()
    {
        if (Browser is null)
        {
            Skip = $"There is no Chromium at {string.Join(", ", _places)}; 'apt-get install chromium' brings it.";
        }
    }

    /// <summary>The browser; null where there is none.</summary>
    public static string? Browser { get; } = _places.FirstOrDefault(File.Exists);
}
