using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetworkGen.Cli.Commands;
using Xunit;

namespace NetworkGen.Cli.Tests.Harness;

/// <summary>A command, run within this process through the tool's own root, as if its output went to a pipe.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of both that say something of a text.</summary>
    public string[] LinesWith(string text) => [.. (Output + Error).Split('\n').Where(line => line.Contains(text))];

    /// <summary>Runs to the end; whatever it prints has no escape code in it.</summary>
    public static async Task<Run> Of(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int code = await NetworkGenCommand.RunAsync(arguments, output, error);
        Assert.DoesNotContain('\e', output.ToString());
        Assert.DoesNotContain('\e', error.ToString());
        return new Run(code, output.ToString(), error.ToString());
    }
}
