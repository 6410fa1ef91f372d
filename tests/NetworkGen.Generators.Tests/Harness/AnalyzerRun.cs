using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
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
/// Runs the analyzers as the build does, over the user's files and the generated ones. A diagnostic is expected at every
/// <c>[|mark|]</c> and nowhere else, and the compiler itself may say nothing: errors of ours are the only ones the user sees.
/// </summary>
internal static class AnalyzerRun
{
    /// <summary>Expects nothing.</summary>
    public static Task ExpectNone(string file, EditorConfig? config = null, params string[] alsoFromCompiler) =>
        Check(file, config, null, [], alsoFromCompiler);

    /// <summary>Expects <paramref name="id"/> with this message at the file's one mark.</summary>
    public static Task Expect(string id, string message, string markedFile, EditorConfig? config = null) =>
        Check(markedFile, config, id, [message], []);

    /// <summary>Expects <paramref name="id"/> with these messages at the file's marks, in order.</summary>
    public static Task Expect(string id, string[] messages, string markedFile, params string[] alsoFromCompiler) =>
        Check(markedFile, null, id, messages, alsoFromCompiler);

    /// <summary>
    /// Expects <paramref name="id"/> with this message, of a layer of a block: at the last mark, where the network uses the block, and with
    /// those before it as additional locations, the layer itself first.
    /// </summary>
    public static async Task ExpectInBlock(string id, string message, string markedFile)
    {
        Markup markup = Markup.Parse(markedFile);
        GeneratorRun run = GeneratorRun.Of(markup.Text);
        Diagnostic found = Assert.Single(await Analyze(run.Compiled));

        Assert.Equal($"{id}: {message}", $"{found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}");
        Assert.Equal(markup.Spans, found.AdditionalLocations.Append(found.Location).Select(static location => location.SourceSpan));
        Assert.Empty(Errors(run.Compiled));
    }

    /// <summary>What the analyzers say, in source order.</summary>
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
        ImmutableArray<Diagnostic> diagnostics = await new CompilationWithAnalyzers(configured, [new NetworkAnalyzer(), new CallSiteAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task Check(string markedFile, EditorConfig? config, string? id, string[] messages, string[] fromCompiler)
    {
        Markup markup = Markup.Parse(markedFile);
        GeneratorRun run = GeneratorRun.Of(markup.Text);
        ImmutableArray<Diagnostic> found = await Analyze(run.Compiled, config);

        Assert.Equal(messages.Length, markup.Spans.Count);
        string expected = string.Join('\n', messages.Select((message, index) => $"{markup.Spans[index]} {id}: {message}"));
        string actual = string.Join('\n', found.Select(static diagnostic =>
            $"{diagnostic.Location.SourceSpan} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.True(expected == actual, $"Expected:\n{expected}\nFound:\n{actual}");
        Assert.Equal(fromCompiler, Errors(run.Compiled).Select(static error => error.Id));
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
