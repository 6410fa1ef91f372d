using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using NetworkGen.Generators;
using NetworkGen.Generators.Analyzers;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Cases → source → generator → one optimized assembly in memory.</summary>
internal static class CaseCompiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly Lazy<MetadataReference[]> References = new(FindReferences);

    /// <summary>One file per case, so that a diagnostic's file says whose it is.</summary>
    public static string FileOf(TestCase testCase) => testCase.Name + ".cs";

    /// <summary>Generates, compiles and analyzes all cases together.</summary>
    /// <exception cref="InvalidOperationException">The generator threw, or what it emitted doesn't compile.</exception>
    public static CompiledCases Compile(IReadOnlyList<TestCase> cases)
    {
        CSharpCompilation declared = Declare(cases);
        return new CompiledCases(Emit(declared), Refusals(declared));
    }

    /// <summary>The assembly of any declarations.</summary>
    /// <param name="files">Names and texts of C# files.</param>
    /// <param name="references">Assemblies whose blocks they use.</param>
    /// <exception cref="InvalidOperationException">The generator threw, or what it emitted doesn't compile.</exception>
    public static byte[] Compile(IEnumerable<(string Name, string Text)> files, params string[] references) =>
        Emit(Declare(files).AddReferences(references.Select(path => MetadataReference.CreateFromFile(path))));

    private static byte[] Emit(CSharpCompilation declared)
    {
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(declared, out Compilation generated, out ImmutableArray<Diagnostic> generatorDiagnostics);
        Require(generatorDiagnostics, "the generator reports nothing, and never throws");

        using var image = new MemoryStream();
        EmitResult emitted = generated.Emit(image);
        Require(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), "emitted code compiles");
        return image.ToArray();
    }

    /// <summary>Only asks the analyzer: the errors of the cases that are refused.</summary>
    public static IReadOnlyDictionary<string, string[]> Refusals(IReadOnlyList<TestCase> cases) => Refusals(Declare(cases));

    private static CSharpCompilation Declare(IReadOnlyList<TestCase> cases) => Declare(cases.Select(testCase => (FileOf(testCase), CaseSource.File(testCase))));

    private static CSharpCompilation Declare(IEnumerable<(string Name, string Text)> files) => CSharpCompilation.Create(
        "NetworkGen.RenderedCases." + Guid.NewGuid().ToString("N"),
        files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Name)),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The analyzer's errors, by case.</summary>
    private static Dictionary<string, string[]> Refusals(Compilation compilation)
    {
        Task<ImmutableArray<Diagnostic>> analysis = compilation
            .WithAnalyzers([new NetworkAnalyzer()], new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync();
        ImmutableArray<Diagnostic> diagnostics = analysis.GetAwaiter().GetResult();
        Require(diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal)), "the analyzer never throws");
        return diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(diagnostic => Path.GetFileNameWithoutExtension(diagnostic.Location.SourceTree?.FilePath ?? ""))
            .ToDictionary(group => group.Key, group => group.Select(diagnostic => diagnostic.ToString()).ToArray());
    }

    private static void Require(IEnumerable<Diagnostic> violations, string rule)
    {
        string[] found = [.. violations.Take(20).Select(violation => violation + "\n    " + LineOf(violation))];
        if (found.Length > 0)
        {
            throw new InvalidOperationException($"{rule}, but:\n{string.Join("\n", found)}");
        }
    }

    private static string LineOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    /// <summary>The framework that runs the tests, and ours; nothing else that the test host happens to carry.</summary>
    private static MetadataReference[] FindReferences()
    {
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted
                .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
                .Append(typeof(INetwork<>).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
