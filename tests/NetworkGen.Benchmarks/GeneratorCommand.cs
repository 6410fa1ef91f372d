using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Generators;
using NetworkGen.Generators.Analyzers;
using Pyramid;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>What the generator costs for the pyramid of 27 convolutions: a build, a keystroke, the code it emits. In a warm compiler, as the build server is.</summary>
internal static class GeneratorCommand
{
    private const int Runs = 15;
    private const string Other = "static class Other { public static int Square(int number) => number * number; }";

    private static readonly string _network = Embedded("PyramidNet.cs");

    /// <summary>Prints the tables.</summary>
    public static void Run(Report report)
    {
        report.Heading("The generator, on a network of 27 convolutions");
        double without = Best.OfFresh(Runs, static () => Files(), static files => InMemoryCompiler.Emit(files));
        double alone = Best.OfFresh(Runs, static () => Files(), static files => NewDriver().RunGenerators(files));
        double with = Best.OfFresh(Runs, static () => Files(), static files => InMemoryCompiler.Emit(Generate(files)));
        GeneratorDriver driver = NewDriver().RunGenerators(Files());
        double elsewhere = Best.OfFresh(Runs, static () => Files(other: Other + " // typed"), files => driver.RunGenerators(files));
        double inArgument = Best.OfFresh(Runs, static () => Files(_network.Replace("Conv2d(32)", "Conv2d(31)", StringComparison.Ordinal)), files => driver.RunGenerators(files));
        double analyzer = Enumerable.Range(0, Runs).Min(static _ => AnalyzerSeconds());
        report.Table(
            ["build and editing", "ms"],
            ["compile, without the generator", Milliseconds(without)],
            ["compile, with it", Milliseconds(with)],
            ["added to a build", Milliseconds(with - without)],
            ["— of which the generator itself", Milliseconds(alone)],
            ["keystroke in another file, generator", Milliseconds(elsewhere)],
            ["keystroke in a layer's argument, generator", Milliseconds(inArgument)],
            ["analyzer, whole network", Milliseconds(analyzer)]);

        report.Table(["emitted", "count"], [.. Emitted().Concat(Jitted())]);
        report.Paragraph("Compiled methods are the kernels of one Forward and one training step.");
    }

    private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F1}");

    private static CSharpCompilation Files(string? network = null, string other = Other) =>
        InMemoryCompiler.Compile(InMemoryCompiler.Parse(network ?? _network), InMemoryCompiler.Parse(other));

    private static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)InMemoryCompiler.Parse("").Options);

    private static Compilation Generate(Compilation files)
    {
        NewDriver().RunGeneratorsAndUpdateCompilation(files, out Compilation generated, out _);
        return generated;
    }

    /// <summary>The analyzer's own time; what the compiler binds for it, it binds for the build as well.</summary>
    private static double AnalyzerSeconds()
    {
        var analyzer = new NetworkAnalyzer();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        AnalysisResult result = new CompilationWithAnalyzers(Generate(Files()), [analyzer], options)
            .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalSeconds;
    }

    private static string[][] Emitted()
    {
        SyntaxTree emitted = NewDriver().RunGenerators(Files()).GetRunResult().GeneratedTrees.Single();
        MethodDeclarationSyntax[] kernels =
        [
            .. emitted.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single(static type => type.Identifier.Text == "Kernels")
                .Members.OfType<MethodDeclarationSyntax>(),
        ];
        int bytes = Encoding.UTF8.GetByteCount(emitted.GetText().ToString());
        return
        [
            ["source, kB", Invariant($"{bytes / 1e3:F0}")],
            ["kernels", Invariant($"{kernels.Count(static method => method.Modifiers.Any(SyntaxKind.PublicKeyword))}")],
            ["kernel methods, all vector widths", Invariant($"{kernels.Count(static method => method.Modifiers.Any(SyntaxKind.PrivateKeyword))}")],
        ];
    }

    private static string[][] Jitted()
    {
        using var jitted = new JittedKernels();
        var network = new PyramidNet(seed: 1);
        float[] output = new float[PyramidNet.OutputLength];
        float[] image = new float[PyramidNet.InputLength];
        network.Forward((ReadOnlySpan<float>)image, output);
        using TrainingPass pass = network.CreateTrainingPass(1);
        pass.Backward(pass.Forward(image));
        ImmutableArray<JittedKernel> methods = jitted.Settle();
        return
        [
            ["kernel methods the JIT compiled", Invariant($"{methods.Length}")],
            ["— of these not optimized", Invariant($"{methods.Count(static method => !method.IsOptimized)}")],
            ["— machine code, kB", Invariant($"{methods.Sum(static method => method.Bytes) / 1e3:F0}")],
        ];
    }

    private static string Embedded(string name)
    {
        using Stream stream = typeof(GeneratorCommand).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
