extern alias fixes;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using fixes::NetworkGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests.Harness;

/// <summary>A project as an editor has it: its diagnostics, what is offered for them, and what it is like once that is applied.</summary>
/// <param name="project">The project; its files are called <c>File0.cs</c>, <c>File1.cs</c>, …</param>
internal sealed class FixRun(Project project)
{
    private Task<GeneratorRun>? _generated;
    private Task<ImmutableArray<Diagnostic>>? _diagnostics;

    /// <summary>The project.</summary>
    public Project Project => project;

    /// <summary>Every provider that an editor finds in the assembly.</summary>
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
    [
        .. typeof(GraphFixProvider).Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(ExportCodeFixProviderAttribute)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>A project of these files, in which <c>using NetworkGen</c> and <c>using System</c> are in force.</summary>
    public static FixRun Of(params IEnumerable<string> files) => OfFilesOnly(files.Append("global using System; global using NetworkGen;"));

    /// <summary>A project of nothing but these files.</summary>
    public static FixRun OfFilesOnly(params IEnumerable<string> files) => new(Fill(new AdhocWorkspace().AddProject("Tests", LanguageNames.CSharp), files));

    /// <summary>The same beside another project, which it refers to.</summary>
    public FixRun WithProject(string name, string file)
    {
        Project other = Fill(project.Solution.AddProject(name, name, LanguageNames.CSharp), [file, "global using System; global using NetworkGen;"]);
        return new(other.Solution.GetProject(project.Id)!.AddProjectReference(new ProjectReference(other.Id)));
    }

    /// <summary>The same with a reference that has no source.</summary>
    public FixRun With(MetadataReference reference) => new(project.AddMetadataReference(reference));

    /// <summary>The same with <c>unsafe</c> allowed.</summary>
    public FixRun AllowingUnsafe() => new(project.WithCompilationOptions(((CSharpCompilationOptions)project.CompilationOptions!).WithAllowUnsafe(true)));

    /// <summary>The text of a file.</summary>
    public async Task<string> TextAsync(int file = 0) => (await project.Documents.ElementAt(file).GetTextAsync()).ToString();

    /// <summary>What the analyzers say, in order of files and places.</summary>
    public Task<ImmutableArray<Diagnostic>> DiagnosticsAsync() => _diagnostics ??= AnalyzeAsync();

    /// <summary>Errors of the compiler and of the analyzers, with the generated members there.</summary>
    public async Task<IEnumerable<string>> ErrorsAsync() => (await GeneratedAsync()).CompilerDiagnostics()
        .Concat(await DiagnosticsAsync())
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(static diagnostic => diagnostic.ToString());

    /// <summary>What is offered for a diagnostic.</summary>
    public async Task<ImmutableArray<CodeAction>> OfferedAsync(Diagnostic diagnostic)
    {
        ImmutableArray<CodeAction>.Builder offered = ImmutableArray.CreateBuilder<CodeAction>();
        Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (CodeFixProvider provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return offered.ToImmutable();
    }

    /// <summary>The project after an action.</summary>
    public async Task<FixRun> AfterAsync(CodeAction action)
    {
        ApplyChangesOperation applied = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
        return new(applied.ChangedSolution.GetProject(project.Id)!);
    }

    /// <summary>The project after the first way of mending the first diagnostic of an id was chosen for all of them.</summary>
    public async Task<FixRun> AfterAllAsync(string id, FixAllScope scope = FixAllScope.Project, int way = 0)
    {
        CodeFixProvider provider = Assert.Single(Providers, provider => provider.FixableDiagnosticIds.Contains(id));
        Diagnostic first = (await DiagnosticsAsync()).First(diagnostic => diagnostic.Id == id);
        CodeAction action = (await OfferedAsync(first))[way];
        CodeAction? all = await provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project.GetDocument(first.Location.SourceTree)!, provider, scope, action.EquivalenceKey, [id], new AllDiagnostics(), CancellationToken.None));
        return await AfterAsync(Assert.IsType<CodeAction>(all, exactMatch: false));
    }

    private Task<GeneratorRun> GeneratedAsync() => _generated ??= GenerateAsync();

    private async Task<GeneratorRun> GenerateAsync() => GeneratorRun.Of((CSharpCompilation)(await project.GetCompilationAsync())!);

    private async Task<ImmutableArray<Diagnostic>> AnalyzeAsync() =>
        [.. (await AnalyzerRun.Analyze((await GeneratedAsync()).Compiled)).OrderBy(diagnostic => project.Solution.GetDocument(diagnostic.Location.SourceTree)?.Name, StringComparer.Ordinal)];

    private static Project Fill(Project project, IEnumerable<string> files)
    {
        CSharpCompilation settings = Sources.Compile();
        project = project.WithParseOptions(Sources.ParseOptions).WithCompilationOptions(settings.Options).WithMetadataReferences(settings.References);
        return files.Select(static (text, index) => (text, name: string.Create(CultureInfo.InvariantCulture, $"File{index}.cs")))
            .Aggregate(project, static (project, file) => project.AddDocument(file.name, SourceText.From(file.text), filePath: file.name).Project);
    }

    /// <summary>What "fix all" asks for.</summary>
    private sealed class AllDiagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await new FixRun(project).DiagnosticsAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => document.Project.GetDocument(diagnostic.Location.SourceTree) == document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
