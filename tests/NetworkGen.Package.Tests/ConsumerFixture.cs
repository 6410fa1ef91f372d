using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace NetworkGen.Package.Tests;

/// <summary>
/// Packs, then builds two projects in a folder outside the repository: Direct references the package, Transitive references Direct.
/// A third one, Mended, waits for a host of code fixes, and a fourth, Native, to be published.
/// Done once for all tests, as it takes most of their time.
/// </summary>
public sealed class ConsumerFixture : IAsyncLifetime
{
    // A version of its own, so that no folder on this machine can hold an older package by that name.
    private readonly string _version = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";
    private readonly Dotnet _dotnet;

    public ConsumerFixture()
    {
        // What the repository's own restore has fetched needn't be fetched again; what NuGet unpacks goes to a folder of the test's.
        _dotnet = new Dotnet(Folder, new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = Metadata("RestoredPackages"),

            // The tool asks for nothing by itself; to MSBuild, a variable is a property.
            ["PackageUnderTest"] = _version,
        });
    }

    internal string PackagePath => Path.Combine(Folder, "feed", $"NetworkGen.{_version}.nupkg");

    internal CommandResult Build { get; private set; } = new(-1, "Not built yet.");

    private string Folder { get; } = Directory.CreateTempSubdirectory("networkgen-consumer-").FullName;

    public async Task InitializeAsync()
    {
        CopyConsumer();
        File.WriteAllText(Path.Combine(Folder, "Direct", "DigitNet.cs"), Readme.Example);
        await PackAsync();
        Build = (await _dotnet.BuildAsync("build", "Transitive")).Succeeded();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Installs the tool from the feed, as a user does.</summary>
    internal Task<CommandResult> InstallToolAsync() =>
        _dotnet.RunAsync("tool", "install", "NetworkGen.Cli", "--version", _version, "--tool-path", "tools", "--add-source", "feed");

    /// <summary>Runs the installed tool.</summary>
    internal Task<CommandResult> RunToolAsync(params string[] arguments) =>
        _dotnet.RunProgramAsync(Path.Combine(Folder, "tools", OperatingSystem.IsWindows() ? "networkgen.exe" : "networkgen"), arguments);

    internal Task<CommandResult> RunAsync(string project) =>
        _dotnet.RunAsync(Path.Combine(project, "bin", "Debug", "net10.0", project + ".dll"));

    /// <summary>Publishes Native for this machine.</summary>
    internal Task<CommandResult> PublishNativeAsync() => _dotnet.BuildAsync("publish", "Native", "-o", "published");

    /// <summary>Runs what <see cref="PublishNativeAsync"/> made.</summary>
    internal Task<CommandResult> RunNativeAsync() => _dotnet.RunProgramAsync(Path.Combine(Folder, "published", "Native"));

    /// <summary>Builds Direct as if the compiler were of that version.</summary>
    internal Task<CommandResult> BuildWithCompilerAsync(string version) =>
        _dotnet.BuildAsync("build", "Direct", "--no-restore", $"-p:CompilerApiVersion=roslyn{version}");

    /// <summary>Builds Direct in that version of C#.</summary>
    internal Task<CommandResult> BuildInLanguageAsync(string version) =>
        _dotnet.BuildAsync("build", "Direct", "--no-restore", $"-p:LangVersion={version}");

    /// <summary>Lets a host of code fixes, as an editor is one, mend all diagnostics of an id in Mended; the text of its program then.</summary>
    internal async Task<string> MendAsync(string id)
    {
        (await _dotnet.RunAsync("format", "analyzers", "Mended", "--diagnostics", id, "--severity", "info")).Succeeded();
        return File.ReadAllText(Path.Combine(Folder, "Mended", "Program.cs"));
    }

    /// <summary>Packs what the build of this solution made: no project of it is built a second time while its other tests run.</summary>
    private async Task PackAsync()
    {
        Dotnet repository = new(Folder, new Dictionary<string, string>());
        foreach (string project in new[] { Metadata("PackageProject"), Metadata("ToolProject") })
        {
            (await repository.BuildAsync(
                "pack", project, "--no-build", "-c", Metadata("Configuration"),
                "-o", Path.Combine(Folder, "feed"), $"-p:PackageVersion={_version}")).Succeeded();
        }
    }

    private void CopyConsumer()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Consumer");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Metadata(string key) => typeof(ConsumerFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

/// <summary>All tests that use it are one collection: they share one.</summary>
[CollectionDefinition(Name)]
public sealed class ConsumerCollection : ICollectionFixture<ConsumerFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Consumer";
}
