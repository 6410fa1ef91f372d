using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Findings;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Output;
using NetworkGen.Cli.Projects;
using NetworkGen.Cli.Report;
using Spectre.Console;

namespace NetworkGen.Cli.Commands;

/// <summary><c>networkgen report</c>: one page to look at and to explore.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        ProjectArguments project = new();
        Option<string?> network = NetworkChoice.Option();
        Option<string> file = new("--output", "-o")
        {
            Description = "The file to write.",
            HelpName = "FILE",
            DefaultValueFactory = static _ => "report.html",
        };

        Command command = new("report", "Writes a page of its own, which needs no network: tables, charts, the graph, and what each pixel of each layer sees of the image.") { file, network };
        project.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
        {
            LoadedProject loaded = await project.LoadAsync(parsed, cancellation);
            Analysis analysis = await Analysis.OfAsync(loaded, cancellation);
            if (analysis.CompilerErrors.Count > 0)
            {
                terminal.Warn(NetworkChoice.DoesNotCompile(loaded));
            }

            IReadOnlyList<DeclaredNetwork> chosen = NetworkChoice.Choose(loaded, parsed.GetValue(network), cancellation);
            DeclaredNetwork[] faulty = [.. chosen.Where(static declared => declared.Network is null)];
            if (faulty.Length == chosen.Count)
            {
                throw new ExplainedException(string.Join('\n', faulty.Select(declared => NetworkChoice.Faulty(loaded, declared))));
            }

            string path = parsed.GetValue(file)!;
            OutputFile.Write(path, ReportPage.Of(ReportDocument.Of(loaded, chosen, analysis)));
            foreach (DeclaredNetwork declared in faulty)
            {
                terminal.Fail(NetworkChoice.Faulty(loaded, declared));
            }

            terminal.Note(Markup.Escape($"{path}: {Words.List([.. chosen.Except(faulty).Select(static declared => declared.Name)])}."));
            return faulty.Length == 0 ? ExitCode.Clean : ExitCode.Findings;
        }
    }
}
