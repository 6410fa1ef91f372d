using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Findings;
using NetworkGen.Cli.Model;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Output;
using NetworkGen.Cli.Projects;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Cli.Commands;

/// <summary><c>networkgen summary</c>: the table of each network, as text, Markdown or JSON.</summary>
internal static class SummaryCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        ProjectArguments project = new();
        Option<string?> network = NetworkChoice.Option();
        Option<string> format = new("--format")
        {
            Description = "How to print it: an aligned table, Markdown, or JSON whose schema README.md describes.",
            DefaultValueFactory = static _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "markdown", "json");

        Command command = new("summary", "Prints the layers of each network: shapes, receptive fields, parameters, multiply-accumulates.") { network, format };
        project.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
        {
            LoadedProject loaded = await project.LoadAsync(parsed, cancellation);
            if (Analysis.CompilerErrorsOf(loaded, cancellation).Count > 0)
            {
                terminal.Warn(NetworkChoice.DoesNotCompile(loaded));
            }

            IReadOnlyList<DeclaredNetwork> chosen = NetworkChoice.Choose(loaded, parsed.GetValue(network), cancellation);
            terminal.Write(Text(loaded, chosen, parsed.GetValue(format)!));

            DeclaredNetwork[] faulty = [.. chosen.Where(static declared => declared.Network is null)];
            foreach (DeclaredNetwork declared in faulty)
            {
                terminal.Fail(NetworkChoice.Faulty(loaded, declared));
            }

            return faulty.Length == 0 ? ExitCode.Clean : ExitCode.Findings;
        }
    }

    private static string Text(LoadedProject project, IReadOnlyList<DeclaredNetwork> networks, string format)
    {
        SummaryTable[] tables = [.. networks.Where(static declared => declared.Network is not null).Select(static declared => SummaryTable.Of(declared.Network!))];
        return format switch
        {
            "json" => SummaryDocument.Of(project, networks).ToJson() + "\n",
            "markdown" => string.Concat(Separated(tables.Select(static table => table.ToMarkdown() + "\n"))),
            _ => string.Concat(Separated(tables.Select(static table => table + "\n"))),
        };
    }

    /// <summary>With an empty line between one text and the next.</summary>
    private static IEnumerable<string> Separated(IEnumerable<string> texts) => texts.Select(static (text, index) => index == 0 ? text : "\n" + text);
}
