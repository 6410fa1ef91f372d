using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetworkGen.Cli.Findings;
using NetworkGen.Cli.Model;
using NetworkGen.Cli.Networks;
using NetworkGen.Cli.Projects;

namespace NetworkGen.Cli.Report;

/// <summary>Everything that the page shows: it computes nothing but where to draw.</summary>
/// <param name="Tool">The program and its version.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Findings">What was found outside of the networks' declarations.</param>
/// <param name="Networks">The networks.</param>
internal sealed record ReportDocument(string Tool, string Project, IReadOnlyList<ReportFinding> Findings, IReadOnlyList<ReportNetwork> Networks)
{
    /// <summary>The networks that can be built, each with what was found in its declaration.</summary>
    public static ReportDocument Of(LoadedProject project, IReadOnlyList<DeclaredNetwork> networks, Analysis analysis)
    {
        ILookup<DeclaredNetwork?, ReportFinding> byNetwork = analysis.Findings.ToLookup(
            finding => networks.FirstOrDefault(declared => finding.Place is { } place
                && project.Relative(place.File) == declared.File && place.Line >= declared.Line && place.Line <= declared.EndLine),
            finding => ReportFinding.Of(project, finding));
        return new ReportDocument(
            SummaryDocument.ThisTool,
            project.Name,
            [.. byNetwork[null]],
            [.. networks.Where(static declared => declared.Network is not null).Select(declared => ReportNetwork.Of(declared, [.. byNetwork[declared]]))]);
    }
}

/// <summary>A finding as the page shows it.</summary>
internal sealed record ReportFinding(string Id, string Severity, string Message, string HelpLink, string? Place)
{
    /// <summary>With its place from the project's folder, or the file's name where it lies elsewhere.</summary>
    public static ReportFinding Of(LoadedProject project, Finding finding) => new(
        finding.Id,
        finding.Severity,
        finding.Message,
        finding.HelpLink,
        finding.Place?.ToString(file => project.Relative(file) is var path && Path.IsPathRooted(path) ? Path.GetFileName(path) : path));
}
