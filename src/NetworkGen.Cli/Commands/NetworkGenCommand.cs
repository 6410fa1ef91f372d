using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Output;

namespace NetworkGen.Cli.Commands;

/// <summary>The root: <c>networkgen summary | check | report</c>.</summary>
internal static class NetworkGenCommand
{
    /// <summary>Parses and runs. Standard output carries what was asked for, standard error everything that is said about it.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        Terminal terminal = new(output, error);
        RootCommand root = new("Looks at the networks that a C# project declares with NetworkGen.")
        {
            SummaryCommand.Create(terminal),
            CheckCommand.Create(terminal),
            ReportCommand.Create(terminal),
        };

        ParseResult parsed = root.Parse(arguments);
        try
        {
            int code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false },
                cancellation);
            return parsed.Errors.Any() ? ExitCode.Failed : code;
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("Stopped; nothing was written.");
            return ExitCode.Failed;
        }
        catch (ExplainedException explained)
        {
            terminal.Fail(explained.Message);
            return ExitCode.Failed;
        }
    }
}
