using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Generators.Analyzers;
using Xunit;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>
/// Runs the analyzer as the build does, over the user's files and the generated ones. A diagnostic is expected at every
/// <c>[|mark|]</c> and nowhere else, and the compiler itself may say nothing: errors of ours are the only ones the user sees.
/// </summary>
internal static class AnalyzerRun
{
    /// <summary>Expects nothing.</summary>
    public static Task ExpectNone(string file, EditorConfig? config = null) => Check(file, config, null, [], []);

    /// <summary>Expects <paramref name="id"/> with this message at the file's one mark.</summary>
    public static Task Expect(string id, string message, string markedFile, EditorConfig? config = null, params string[] alsoFromCompiler) =>
        Check(markedFile, config, id, [message], alsoFromCompiler);

    /// <summary>Expects <paramref name="id"/> with these messages at the file's marks, in order.</summary>
    public static Task Expect(string id, string[] messages, string markedFile, params string[] alsoFromCompiler) =>
        Check(markedFile, null, id, messages, alsoFromCompiler);

    /// <summary>What the analyzer says, in source order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation, EditorConfig? config = null, CancellationToken cancellation = default)
    {
        config ??= new EditorConfig();
        CSharpCompilation configured = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(config.Severities));
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], config.Options),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        ImmutableArray<Diagnostic> diagnostics = await new CompilationWithAnalyzers(configured, [new NetworkAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task Check(string markedFile, EditorConfig? config, string? id, string[] messages, string[] fromCompiler)
    {
        Markup markup = Markup.Parse(markedFile);
        GeneratorRun run = GeneratorRun.Of(markup.Text);
        ImmutableArray<Diagnostic> found = await Analyze(run.Compiled, config);

        Assert.Equal(messages.Length, markup.Spans.Count);
        Assert.Equal(
            messages.Select((message, index) => $"{id}: {message} @ {Quote(markup, index)}"),
            found.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} @ {Quote(diagnostic)}"));
        Assert.Equal(markup.Spans, found.Select(static diagnostic => diagnostic.Location.SourceSpan));
        Assert.Equal(fromCompiler, Errors(run.Compiled).Select(static error => error.Id));
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Quote(Markup markup, int index) => markup.Text.Substring(markup.Spans[index].Start, markup.Spans[index].Length);

    private static string Quote(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
