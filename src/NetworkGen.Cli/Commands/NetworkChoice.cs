using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Projects;
using NetworkGen.Core.Graph;

namespace NetworkGen.Cli.Commands;

/// <summary>Which networks of a project a command is about.</summary>
internal static class NetworkChoice
{
    /// <summary><c>--network NAME</c>.</summary>
    public static Option<string?> Option() => new("--network", "-n")
    {
        Description = "Only the network of this name, with or without its namespace. [default: all]",
        HelpName = "NAME",
    };

    /// <summary>The networks of that name, or all; explains where there is none.</summary>
    public static IReadOnlyList<DeclaredNetwork> Choose(LoadedProject project, string? name, CancellationToken cancellation)
    {
        IReadOnlyList<DeclaredNetwork> all = NetworkFinder.Find(project, cancellation);
        if (all.Count == 0)
        {
            throw new ExplainedException(None(project));
        }

        DeclaredNetwork[] chosen = [.. all.Where(declared => name is null || declared.Name == name || declared.FullName == name)];
        return chosen.Length > 0 ? chosen : throw new ExplainedException(Unknown(project, name!, [.. all.Select(static declared => declared.Name)]));
    }

    /// <summary>What is said of a project without networks.</summary>
    public static string None(LoadedProject project) =>
        $"{project.Name} declares no network: one is a partial class with [Network(channels, height, width)] above its layers.";

    /// <summary>What is said of a project that doesn't compile, before its networks are shown.</summary>
    public static string DoesNotCompile(LoadedProject project) =>
        $"{project.Name} has C# errors of its own; networks that they touch may be missing. 'networkgen check {project.FileName}' shows them.";

    /// <summary>What is said of a network that can't be built.</summary>
    public static string Faulty(LoadedProject project, DeclaredNetwork declared) =>
        $"{declared.Name} can't be built as it is declared: 'networkgen check {project.FileName}' says why.";

    private static string Unknown(LoadedProject project, string name, string[] names) =>
        $"{project.Name} has no network '{name}'"
        + (NearestName.Find(name, names) is { } nearest ? $": did you mean '{nearest}'?" : ".")
        + $" It has {Words.List(names)}.";
}
