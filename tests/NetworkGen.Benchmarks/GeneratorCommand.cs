using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Generators.Analyzers;
using Pyramid;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>What the generator costs for the pyramid of 27 convolutions: a build, a keystroke, the code it emits. In a warm compiler, as the build server is.</summary>
internal static class GeneratorCommand
{
    private const int Runs = 15;
    private const string Other = "static class Other { public static int Square(int number) => number * number; }";

    private static readonly string _network = EmbeddedFiles.Read("PyramidNet.cs");

    /// <summary>Prints the tables.</summary>
    public static void Run(Report report)
    {
        report.Heading("The generator, on a network of 27 convolutions");
        double without = Best.OfFresh(Runs, static () => Files(), static files => InMemoryCompiler.Emit(files));
        double alone = Best.OfFresh(Runs, static () => Files(), static files => InMemoryGenerator.NewDriver().RunGenerators(files));
        double with = Best.OfFresh(Runs, static () => Files(), static files => InMemoryCompiler.Emit(InMemoryGenerator.Generate(files)));
        GeneratorDriver driver = InMemoryGenerator.NewDriver().RunGenerators(Files());
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
        report.Paragraph("Compiled kernels are those of one Forward and one training step, at this machine's vector width.");
    }

    private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F1}");

    private static CSharpCompilation Files(string? network = null, string other = Other) =>
        InMemoryCompiler.Compile(InMemoryCompiler.Parse(network ?? _network), InMemoryCompiler.Parse(other));

    /// <summary>The analyzer's own time; what the compiler binds for it, it binds for the build as well.</summary>
    private static double AnalyzerSeconds()
    {
        var analyzer = new NetworkAnalyzer();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        AnalysisResult result = new CompilationWithAnalyzers(InMemoryGenerator.Generate(Files()), [analyzer], options)
            .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalSeconds;
    }

    private static string[][] Emitted()
    {
        EmittedFile emitted = InMemoryGenerator.Emitted(Files()).Single();
        return
        [
            ["source, kB", Invariant($"{emitted.Kilobytes:F0}")],
            ["kernel methods", Invariant($"{emitted.KernelMethods}")],
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
            ["kernels the JIT compiled", Invariant($"{methods.Length}")],
            ["— of these not optimized", Invariant($"{methods.Count(static method => !method.IsOptimized)}")],
            ["— machine code, kB", Invariant($"{methods.Sum(static method => method.Bytes) / 1e3:F0}")],
        ];
    }
}
