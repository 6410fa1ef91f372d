using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using NetworkGen.Cli.Findings;
using NetworkGen.Cli.Model;
using NetworkGen.Cli.Projects;
using NetworkGen.Generators;

namespace NetworkGen.Cli.Sarif;

/// <summary>Findings as SARIF 2.1.0, which code hosts and editors read.</summary>
internal static class SarifReport
{
    private const string Root = "PROJECT";

    /// <summary>The log of an analysis; every rule is listed, so that one that found nothing is known to have run.</summary>
    public static string Of(LoadedProject project, Analysis analysis)
    {
        SarifRule[] rules = [.. Rules()];
        string folder = Path.GetDirectoryName(project.Path)!;
        SarifRun run = new(
            new SarifTool(new SarifDriver("NetworkGen", SummaryDocument.ThisVersion, Informations(), rules)),
            new Dictionary<string, SarifArtifactLocation> { [Root] = new(new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri) },
            "utf16CodeUnits",
            [new SarifInvocation(analysis.CompilerErrors.Count == 0, OrNull([.. Notifications(project, analysis)]))],
            [.. analysis.Findings.Select(finding => Result(project, finding, rules))]);
        return JsonSerializer.Serialize(new SarifLog("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [run]), SarifContext.Default.SarifLog) + "\n";
    }

    /// <summary>One rule for each id; of several descriptors of one id the first speaks for all.</summary>
    private static IEnumerable<SarifRule> Rules() => Analysis.Analyzers
        .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
        .GroupBy(static descriptor => descriptor.Id)
        .OrderBy(static rule => rule.Key, StringComparer.Ordinal)
        .Select(static rule => rule.First())
        .Select(static rule => new SarifRule(
            rule.Id,
            new SarifMessage(rule.Title.ToString()),
            new SarifMessage(rule.Description.ToString()),
            rule.HelpLinkUri,
            new SarifConfiguration(Level(rule.DefaultSeverity)),
            new SarifRuleProperties(rule.Category)));

    private static SarifResult Result(LoadedProject project, Finding finding, SarifRule[] rules) => new(
        finding.Id,
        Array.FindIndex(rules, rule => rule.Id == finding.Id),
        finding.Severity == "info" ? "note" : finding.Severity,
        new SarifMessage(finding.Message),
        finding.Place is { } place ? [Location(project, place)] : null,
        OrNull([.. finding.Related.Select(related => Location(project, related))]));

    /// <summary>What hinders the analysis is no result of it.</summary>
    private static IEnumerable<SarifNotification> Notifications(LoadedProject project, Analysis analysis) =>
        analysis.CompilerErrors
            .Select(error => new SarifNotification("error", new SarifMessage(error.Id + ": " + error.Message), error.Place is { } place ? [Location(project, place)] : null))
            .Concat(project.Warnings.Select(static warning => new SarifNotification("warning", new SarifMessage(warning), null)));

    private static SarifLocation Location(LoadedProject project, Place place)
    {
        string path = project.Relative(place.File);
        SarifArtifactLocation file = Path.IsPathRooted(path)
            ? new SarifArtifactLocation(new Uri(path).AbsoluteUri)
            : new SarifArtifactLocation(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), Root);
        return new SarifLocation(new SarifPhysicalLocation(file, new SarifRegion(place.Line, place.Column, place.EndLine, place.EndColumn)));
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    /// <summary>Where the pages of all rules are.</summary>
    private static string Informations() => DiagnosticDescriptors.Pages + "README.md";

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
