using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>
/// Compares a text with <c>Snapshots/NAME.verified.cs</c> and shows the first line that differs. With the environment variable
/// <c>NETWORKGEN_UPDATE_SNAPSHOTS=1</c> the file is written instead: the change then shows in review.
/// </summary>
internal static class Snapshot
{
    private const string UpdateSwitch = "NETWORKGEN_UPDATE_SNAPSHOTS";

    private static string ProjectDirectory => typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == nameof(ProjectDirectory)).Value!;

    /// <summary>Compares, or writes.</summary>
    public static void Verify(string text, string name)
    {
        string path = Path.Combine(ProjectDirectory, "Snapshots", name + ".verified.cs");
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot '{path}'. Run once with {UpdateSwitch}=1 and review it.");
        string expected = File.ReadAllText(path);
        Assert.True(expected == text, FirstDifference(name, expected, text));
    }

    /// <summary>The first line that differs, with its number; texts of which one begins the other differ where it ends.</summary>
    public static string FirstDifference(string name, string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && left[line] == right[line])
        {
            line++;
        }

        return FormattableString.Invariant($"{name}, line {line + 1}:\n- {At(left, line)}\n+ {At(right, line)}\nIf this is meant, run once with {UpdateSwitch}=1 and review the file.");
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end)";
}
