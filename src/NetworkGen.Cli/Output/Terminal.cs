using System.IO;
using Spectre.Console;

namespace NetworkGen.Cli.Output;

/// <summary>
/// The two streams of a command. Colour only where a person reads along: to a pipe or a file go plain lines, as long as they are,
/// for Spectre.Console would else fold them at 80 columns.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private readonly IAnsiConsole _output = Console(output);
    private readonly IAnsiConsole _error = Console(error);

    /// <summary>Prints a text as it is to standard output.</summary>
    public void Write(string text) => output.Write(text);

    /// <summary>Prints a line of markup to standard output; what comes from users must be escaped.</summary>
    public void WriteLine(string markup) => _output.MarkupLine(markup);

    /// <summary>Prints a line of markup to standard error: what a reader should know, and no program reads.</summary>
    public void Note(string markup) => _error.MarkupLine(markup);

    /// <summary>Prints what may be missed to standard error.</summary>
    public void Warn(string message) => Note("[yellow]note:[/] " + Markup.Escape(message));

    /// <summary>Prints what went wrong to standard error.</summary>
    public void Fail(string message) => _error.MarkupLine("[red]error:[/] " + Markup.Escape(message));

    private static IAnsiConsole Console(TextWriter writer)
    {
        AnsiConsoleOutput target = new(writer);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });

        // A terminal folds long lines itself, and unfolds them when it is widened.
        console.Profile.Width = int.MaxValue / 2;
        return console;
    }
}
