using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetworkGen.Cli.Networks;

namespace NetworkGen.Cli.Projects;

/// <summary>From a project file to a compilation.</summary>
internal static class ProjectLoader
{
    /// <summary>Loads it; explains where that fails.</summary>
    public static async Task<LoadedProject> LoadAsync(string project, BuildChoice choice, CancellationToken cancellation)
    {
        string[] arguments = await DesignTimeBuild.CommandLineAsync(project, choice, cancellation);
        CSharpCommandLineArguments parsed = CSharpCommandLineParser.Default.Parse(arguments, Path.GetDirectoryName(project), sdkDirectory: null);
        if (parsed.Errors.FirstOrDefault(static error => error.Severity == DiagnosticSeverity.Error) is { } refused)
        {
            throw new ExplainedException($"{Path.GetFileName(project)} asks for what this version of networkgen doesn't know: {refused.GetMessage()}. A newer version of the tool may.");
        }

        AnalyzerConfiguration configuration = AnalyzerConfiguration.Read(parsed.AnalyzerConfigPaths);
        AnalyzerOptions options = new([.. parsed.AdditionalFiles.Select(static file => new FileText(file.Path))], configuration.Options);
        CSharpCompilation compilation = Compilation(project, parsed, configuration, cancellation);
        List<string> warnings = [];
        CSharpGeneratorDriver.Create(ForeignGenerators.Load(parsed.AnalyzerReferences, warnings), options.AdditionalFiles, parsed.ParseOptions, options.AnalyzerConfigOptionsProvider)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> said, cancellation);
        warnings.AddRange(said.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => diagnostic.GetMessage()));
        return new LoadedProject(project, Outlines.AddTo((CSharpCompilation)generated, parsed.ParseOptions, cancellation), options, warnings);
    }

    private static CSharpCompilation Compilation(string project, CSharpCommandLineArguments parsed, AnalyzerConfiguration configuration, CancellationToken cancellation)
    {
        if (parsed.MetadataReferences.FirstOrDefault(static reference => !File.Exists(reference.Reference)) is { Reference: { } missing })
        {
            throw new ExplainedException($"{Path.GetFileName(project)} refers to '{missing}', which isn't there. 'dotnet build' makes or fetches it.");
        }

        return CSharpCompilation.Create(
            parsed.CompilationName ?? Path.GetFileNameWithoutExtension(project),
            parsed.SourceFiles.Select(file => Parse(file.Path, parsed, cancellation)),
            parsed.MetadataReferences.Select(static reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            parsed.CompilationOptions
                .WithSyntaxTreeOptionsProvider(configuration.Severities)
                .WithStrongNameProvider(new DesktopStrongNameProvider(parsed.KeyFileSearchPaths)));
    }

    private static SyntaxTree Parse(string path, CSharpCommandLineArguments parsed, CancellationToken cancellation)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return CSharpSyntaxTree.ParseText(SourceText.From(file, parsed.Encoding, parsed.ChecksumAlgorithm), parsed.ParseOptions, path, cancellation);
        }
        catch (IOException missing)
        {
            throw new ExplainedException($"The source file '{path}' can't be read: {missing.Message}");
        }
    }

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default)
        {
            using FileStream file = File.OpenRead(path);
            return SourceText.From(file);
        }
    }
}
