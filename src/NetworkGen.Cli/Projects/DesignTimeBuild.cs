using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace NetworkGen.Cli.Projects;

/// <summary>The parts of a build that can be chosen.</summary>
/// <param name="Configuration"><c>Release</c>; null for the project's default.</param>
/// <param name="Framework"><c>net10.0</c>; null for the first.</param>
internal sealed record BuildChoice(string? Configuration = null, string? Framework = null);

/// <summary>
/// Asks the SDK for the compiler's command line: sources, references, options, analyzer configurations, exactly as a build would have them.
/// Through <c>dotnet msbuild</c> and not through MSBuildWorkspace: that would bring a second MSBuild into this process's neighbourhood, to be
/// located and to match the SDK, and its own build host into the package; here the user's SDK does as it always does, and
/// restores and builds what the project refers to.
/// </summary>
internal static class DesignTimeBuild
{
    /// <summary>The arguments that the compiler would get.</summary>
    public static async Task<string[]> CommandLineAsync(string project, BuildChoice choice, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("networkgen-").FullName;
        try
        {
            string targets = Path.Combine(folder, "DesignTime.targets");
            string result = Path.Combine(folder, "result.json");
            await File.WriteAllTextAsync(targets, Resource.Text("DesignTime.targets"), cancellation);

            // A project is built again whenever a file that it imports is younger than what was built: this one never is.
            File.SetLastWriteTimeUtc(targets, DateTime.UnixEpoch);

            string? framework = choice.Framework ?? await FirstFrameworkAsync(project, cancellation);
            await RunAsync(
                project,
                [
                    "-restore", "-target:Compile", "-nologo", "-verbosity:quiet",
                    "-getItem:CscCommandLineArgs", $"-getResultOutputFile:{result}",
                    $"-property:NetworkGenProject={project}", $"-property:CustomAfterMicrosoftCommonTargets={targets}",
                    .. choice.Configuration is null ? Array.Empty<string>() : [$"-property:Configuration={choice.Configuration}"],
                    .. framework is null ? Array.Empty<string>() : [$"-property:TargetFramework={framework}"],
                ],
                cancellation);
            return Arguments(project, await File.ReadAllTextAsync(result, cancellation));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The first of several target frameworks; null for a project that has one.</summary>
    private static async Task<string?> FirstFrameworkAsync(string project, CancellationToken cancellation)
    {
        // Two properties, as of a single one the bare value is printed.
        DotnetResult asked = await RunAsync(project, ["-nologo", "-getProperty:TargetFramework", "-getProperty:TargetFrameworks"], cancellation);
        using JsonDocument document = JsonDocument.Parse(asked.Output);
        JsonElement properties = document.RootElement.GetProperty("Properties");
        return properties.GetProperty("TargetFramework").GetString() is not (null or "")
            ? null
            : properties.GetProperty("TargetFrameworks").GetString()?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
    }

    private static async Task<DotnetResult> RunAsync(string project, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        DotnetResult result = await Dotnet.RunAsync(Path.GetDirectoryName(project)!, ["msbuild", project, .. arguments], cancellation);
        return result.ExitCode == 0
            ? result
            : throw new ExplainedException($"{Path.GetFileName(project)} can't be loaded: dotnet says\n{result.Errors}\n'dotnet build' shows the same at length; once that restores and finds its references, so does networkgen.");
    }

    private static string[] Arguments(string project, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string[] arguments = [.. document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(static item => item.GetProperty("Identity").GetString()!)];
        return arguments.Length > 0
            ? arguments
            : throw new ExplainedException($"{Path.GetFileName(project)} runs no C# compiler when it is built, so there is nothing to read. Name the project that declares the networks.");
    }
}
