using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace NetworkGen.Package.Tests;

/// <summary>The dotnet command, run as from a shell of its own.</summary>
internal sealed class Dotnet(string workingFolder, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    // No server outlives the tests, and none of the repository's is asked.
    private static readonly string[] _noServers = ["-p:UseSharedCompilation=false", "-nodeReuse:false"];

    /// <summary>Builds, packs or restores.</summary>
    public Task<CommandResult> BuildAsync(params string[] arguments) => RunAsync([.. arguments, .. _noServers]);

    /// <summary>Runs to the end and collects what is printed.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunProgramAsync("dotnet", arguments);

    /// <summary>The same of another program, such as a tool that dotnet has installed.</summary>
    public async Task<CommandResult> RunProgramAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host runs inside a build, whose settings are not the consumer's.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} doesn't start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CommandResult(process.ExitCode, await output + await error);
    }
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">What it printed.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Its lines with a text in them, each once: a build repeats its warnings at the end.</summary>
    public string[] LinesWith(string text) =>
        [.. Output.Split('\n').Select(static line => line.Trim()).Where(line => line.Contains(text, StringComparison.Ordinal)).Distinct()];

    /// <summary>The result itself, if the command succeeded.</summary>
    public CommandResult Succeeded() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"The command ended with {ExitCode}:\n{Output}");
}
