using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Findings;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Output;
using NetworkGen.Cli.Projects;
using NetworkGen.Cli.Sarif;
using Spectre.Console;

namespace NetworkGen.Cli.Commands;

/// <summary><c>networkgen check</c>: everything that the analyzers say, for people and as SARIF.</summary>
internal static class CheckCommand
{
    /// <summary>C# errors that are shown; those after the first few follow from them as a rule.</summary>
    private const int ErrorsShown = 3;

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        ProjectArguments project = new();
        Option<string?> sarif = new("--sarif") { Description = "Also write the findings to this file, as SARIF 2.1.0.", HelpName = "FILE" };
        Option<string> severity = new("--severity")
        {
            Description = "The least severity that makes the exit code 1. All findings from info up are shown.",
            DefaultValueFactory = static _ => "warning",
        };
        severity.AcceptOnlyFromAmong([.. Finding.Severities]);

        Command command = new(
            "check",
            "Shows what is wrong with the networks, and the calls of them. Exit codes: 0, nothing found of the asked severity or above; 1, something found; 2, the project couldn't be loaded or doesn't compile.")
        {
            sarif,
            severity,
        };
        project.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
        {
            LoadedProject loaded = await project.LoadAsync(parsed, cancellation);
            Analysis analysis = await Analysis.OfAsync(loaded, cancellation);
            foreach (Finding finding in analysis.Findings)
            {
                Show(terminal, finding);
            }

            Tell(terminal, loaded, analysis, NetworkFinder.Find(loaded, cancellation).Count > 0);
            if (parsed.GetValue(sarif) is { } file)
            {
                OutputFile.Write(file, SarifReport.Of(loaded, analysis));
            }

            return analysis.Findings.Any(finding => finding.IsAtLeast(parsed.GetValue(severity)!)) ? ExitCode.Findings
                : analysis.CompilerErrors.Count > 0 ? ExitCode.Failed
                : ExitCode.Clean;
        }
    }

    private static void Show(Terminal terminal, Finding finding)
    {
        string color = finding.Severity switch { "error" => "red", "warning" => "yellow", _ => "blue" };
        string place = finding.Place is { } known ? known.ToString(Shorten) + ": " : "";
        terminal.WriteLine($"{Markup.Escape(place)}[{color}]{finding.Severity}[/] [bold]{finding.Id}[/]: {Markup.Escape(finding.Message)}");
        foreach (Place related in finding.Related)
        {
            terminal.WriteLine($"    in a block, {Markup.Escape(related.ToString(Shorten))}");
        }

        terminal.WriteLine($"    [dim]{Markup.Escape(finding.HelpLink)}[/]");
    }

    private static void Tell(Terminal terminal, LoadedProject project, Analysis analysis, bool hasNetworks)
    {
        foreach (string warning in project.Warnings)
        {
            terminal.Warn(warning);
        }

        if (!hasNetworks)
        {
            terminal.Warn(NetworkChoice.None(project));
        }

        if (analysis.CompilerErrors.Count > 0)
        {
            terminal.Fail($"{project.Name} has {Words.Count(analysis.CompilerErrors.Count, "C# error")}, so there may be more to find once it compiles:");
            foreach (Finding error in analysis.CompilerErrors.Take(ErrorsShown))
            {
                terminal.Note(Markup.Escape($"  {error.Place?.ToString(Shorten)}: {error.Id}: {error.Message}"));
            }
        }

        string[] counts = [.. Finding.Severities.Reverse()
            .Select(severity => (severity, Count: analysis.Findings.Count(finding => finding.Severity == severity)))
            .Where(static counted => counted.Count > 0)
            .Select(static counted => counted.severity == "info" ? counted.Count + " info" : Words.Count(counted.Count, counted.severity))];
        terminal.Note(Markup.Escape($"{project.Name}: {(counts.Length == 0 ? "nothing found" : Words.List(counts))}."));
    }

    /// <summary>From the current folder, for what lies in it.</summary>
    private static string Shorten(string file)
    {
        string path = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return path.StartsWith("..", StringComparison.Ordinal) ? file : path;
    }
}
