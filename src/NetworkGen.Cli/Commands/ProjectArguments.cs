using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Cli.Projects;

namespace NetworkGen.Cli.Commands;

/// <summary>What every command is told of the project.</summary>
internal sealed class ProjectArguments
{
    private readonly Argument<string?> _project = new("PROJECT")
    {
        Description = "A .csproj file, or a folder with exactly one. [default: the current folder]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _configuration = new("--configuration", "-c")
    {
        Description = "The configuration to load. [default: the project's own, which is Debug as a rule]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _framework = new("--framework", "-f")
    {
        Description = "The target framework to load, of a project with several. [default: the first]",
        HelpName = "NAME",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_project);
        command.Add(_configuration);
        command.Add(_framework);
    }

    /// <summary>Loads the project they name.</summary>
    public Task<LoadedProject> LoadAsync(ParseResult parsed, CancellationToken cancellation) => ProjectLoader.LoadAsync(
        ProjectFile.Find(parsed.GetValue(_project)),
        new BuildChoice(parsed.GetValue(_configuration), parsed.GetValue(_framework)),
        cancellation);
}
