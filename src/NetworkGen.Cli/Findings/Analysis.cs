using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Cli.Projects;
using NetworkGen.Generators;

namespace NetworkGen.Cli.Findings;

/// <summary>What there is to say of a project.</summary>
/// <param name="Findings">What our analyzers say, by file and line.</param>
/// <param name="CompilerErrors">What the C# compiler refuses.</param>
internal sealed record Analysis(IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> CompilerErrors)
{
    /// <summary>Every analyzer that ships with the generator, whatever is added to them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(NetworkGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, IsPublic: true } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Runs them as a build does: with its severities, and without what is suppressed.</summary>
    public static async Task<Analysis> OfAsync(LoadedProject project, CancellationToken cancellation)
    {
        CompilationWithAnalyzersOptions options = new(project.Options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await new CompilationWithAnalyzers(project.Compilation, Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation);
        return new Analysis(
            Ordered(found.Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)),
            CompilerErrorsOf(project, cancellation));
    }

    /// <summary>What the C# compiler refuses.</summary>
    public static IReadOnlyList<Finding> CompilerErrorsOf(LoadedProject project, CancellationToken cancellation) =>
        Ordered(project.Compilation.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error));

    private static IReadOnlyList<Finding> Ordered(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed).Select(Finding.Of)
            .OrderBy(static finding => finding.Place?.File, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Place?.Line)
            .ThenBy(static finding => finding.Place?.Column)
            .ThenBy(static finding => finding.Id, StringComparer.Ordinal),
    ];
}
