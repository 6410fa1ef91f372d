using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>
/// A run of the generator. Every run is made twice, and the second must find everything cached and give the same texts:
/// what each test relies on is tested by each test.
/// </summary>
internal sealed class GeneratorRun
{
    private const string Output = "SourceOutput";

    private readonly GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        Input = input;
        Compiled = (CSharpCompilation)output;
        Result = _driver.GetRunResult().Results.Single();
        DemandCached(_driver.RunGenerators(input.Clone()).GetRunResult().Results.Single());
    }

    /// <summary>What was compiled.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The same with the generated files.</summary>
    public CSharpCompilation Compiled { get; }

    /// <summary>What the driver tells of the run.</summary>
    public GeneratorRunResult Result { get; }

    /// <summary>The generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Texts =>
        Result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());

    /// <summary>Why each value of the declaration step is what it is; by source file.</summary>
    public IEnumerable<IncrementalStepRunReason> Declarations => Reasons(Result.TrackedSteps, TrackingNames.Declaration);

    /// <summary>Why each generated file is what it is.</summary>
    public IEnumerable<IncrementalStepRunReason> Outputs => Reasons(Result.TrackedOutputSteps, Output);

    /// <summary>The values that cross the pipeline.</summary>
    public IEnumerable<object> Values => Result.TrackedSteps[TrackingNames.Declaration].SelectMany(static step => step.Outputs).Select(static output => output.Value);

    /// <summary>The first run of a fresh generator.</summary>
    public static GeneratorRun Of(params IEnumerable<string> files) => Of(Sources.Compile(files));

    /// <inheritdoc cref="Of(IEnumerable{string})"/>
    public static GeneratorRun Of(CSharpCompilation input) => new(NewDriver(input), input);

    /// <summary>A driver that remembers why its steps ran.</summary>
    public static GeneratorDriver NewDriver(CSharpCompilation input) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)input.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The next run of the same generator, after an edit.</summary>
    public GeneratorRun After(CSharpCompilation edited) => new(_driver, edited);

    /// <summary>The next run after the file at <paramref name="index"/> got another text.</summary>
    public GeneratorRun AfterEdit(int index, string text) => After(Input.WithFile(index, text));

    /// <summary>What the compiler says of everything together, warnings at the highest level included.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics(CancellationToken cancellation = default) =>
        Compiled.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);

    private void DemandCached(GeneratorRunResult again)
    {
        Assert.All(Reasons(again.TrackedSteps, TrackingNames.Declaration), static reason =>
            Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"A second run gave {reason}."));
        Assert.All(Reasons(again.TrackedOutputSteps, Output), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(
            Result.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())),
            again.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string name) =>
        steps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> runs)
            ? runs.SelectMany(static run => run.Outputs).Select(static output => output.Reason)
            : [];
}
