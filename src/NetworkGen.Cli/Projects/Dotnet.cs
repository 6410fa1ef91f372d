using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NetworkGen.Cli.Projects;

/// <summary>Runs the .NET SDK as from a shell of its own.</summary>
internal static class Dotnet
{
    /// <summary>Runs to the end and collects what is printed.</summary>
    public static async Task<DotnetResult> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A tool that dotnet starts, or a test, inherits settings of an MSBuild that isn't this project's.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Start(start);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new DotnetResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ExplainedException($"'{start.FileName}' doesn't start. networkgen loads projects through the .NET SDK 10: install it, or put its folder into PATH.");
        }
    }
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record DotnetResult(int ExitCode, string Output, string Error)
{
    /// <summary>Its lines with an error, each once; all lines where none is marked as one.</summary>
    public string Errors
    {
        get
        {
            string[] lines = [.. (Output + "\n" + Error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
            string[] errors = [.. lines.Where(static line => line.Contains("error ", StringComparison.Ordinal))];
            return string.Join('\n', (errors.Length > 0 ? errors : lines).Select(static line => "  " + line));
        }
    }
}
