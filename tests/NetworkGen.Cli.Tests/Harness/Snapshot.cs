using System;
using System.IO;
using Xunit;

namespace NetworkGen.Cli.Tests.Harness;

/// <summary>
/// Compares a text with a file of <c>Snapshots</c>. With the environment variable <c>NETWORKGEN_UPDATE_SNAPSHOTS=1</c> the file is written
/// instead: the change then shows in review.
/// </summary>
internal static class Snapshot
{
    private const string UpdateSwitch = "NETWORKGEN_UPDATE_SNAPSHOTS";

    /// <summary>Compares, or writes.</summary>
    public static void Verify(string text, string file)
    {
        string path = Path.Combine(TestProject.Metadata("ProjectDirectory"), "Snapshots", file);
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot '{path}'. Run once with {UpdateSwitch}=1 and review it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
