using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Projects;

namespace NetworkGen.Cli.Model;

/// <summary>What <c>networkgen summary --format json</c> prints; README.md describes every field. A field is added without a word, and none changes its meaning while <see cref="Schema"/> stays.</summary>
/// <param name="Schema">The version of this schema.</param>
/// <param name="Tool">The program and its version.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Networks">The networks that can be built.</param>
/// <param name="Faulty">The names of those that can't.</param>
internal sealed record SummaryDocument(int Schema, string Tool, string Project, IReadOnlyList<NetworkModel> Networks, IReadOnlyList<string> Faulty)
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The program and its version: <c>networkgen 0.1.0</c>.</summary>
    public static string ThisTool { get; } = "networkgen " + ThisVersion;

    /// <summary>The version alone, without the commit behind it.</summary>
    public static string ThisVersion => typeof(SummaryDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The networks of a project.</summary>
    public static SummaryDocument Of(LoadedProject project, IReadOnlyList<DeclaredNetwork> networks) => new(
        CurrentSchema,
        ThisTool,
        project.Name,
        [.. networks.Where(static declared => declared.Network is not null).Select(NetworkModel.Of)],
        [.. networks.Where(static declared => declared.Network is null).Select(static declared => declared.FullName)]);

    /// <summary>As indented JSON; lines end in <c>\n</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonFormat.Indented.SummaryDocument);
}
