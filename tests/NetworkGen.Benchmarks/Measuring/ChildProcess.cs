using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>Processes that are run to their end.</summary>
internal static class ChildProcess
{
    private const string Host = "dotnet";

    /// <summary>What this program prints when it is run once more, in a process of its own.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static string RunSelf(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string program = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(program) == Host;
        return Run(program, isHosted ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments, environment);
    }

    /// <summary>What a program prints.</summary>
    /// <inheritdoc cref="RunSelf"/>
    public static string Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}{errors.Result}");
    }
}
