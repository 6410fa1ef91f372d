using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Generators.Analyzers;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>
/// What the analyzers take at a keystroke, all rules on, in a warm compiler: an editor asks for the file that is typed in, a build for the whole
/// project. Every run types another number, so that nothing is known from the run before.
/// </summary>
internal static partial class AnalyzerCommand
{
    private const double TargetMilliseconds = 30;
    private const int WarmUps = 10;
    private const int Runs = 40;
    private const string CallsFile = "Calls.cs";

    private static readonly string _stack =
        "using NetworkGen;\n\nnamespace Zoo;\n\n[Network(3, 400, 400)]\n"
        + string.Concat(Enumerable.Repeat("[Conv2d(16, 3, Padding = 1), ReLU]\n", 200))
        + "[AdaptiveAvgPool2d(1), Flatten, Linear(10)]\npublic sealed partial class Stack200;\n";

    /// <summary>Prints the table.</summary>
    public static void Run(Report report)
    {
        report.Heading("The analyzers at a keystroke");
        (string Title, Dictionary<string, string> Files, string Network)[] projects =
        [
            ("ResNet-50", new(NetworkFiles.Of("ResNet50")), "ResNet50"),
            ("200 layers of 3×3", new() { ["Stack200.cs"] = _stack }, "Stack200"),
        ];
        report.Table(
            ["keystroke, and what is looked at", "best, ms", "median, ms", "with the compiler's binding, best, ms"],
            [.. projects.SelectMany(static project => Rows(project.Title, project.Files, project.Network))]);
        report.Paragraph(Invariant($"The analyzers' own time, as the compiler counts it, of {Runs} keystrokes after {WarmUps}; the target is {TargetMilliseconds:F0} ms. The last column is the time until the compiler answers."));
    }

    private static IEnumerable<string[]> Rows(string title, Dictionary<string, string> files, string network)
    {
        string file = network + ".cs";
        files[CallsFile] = Calls(network);
        yield return Row(title + ": in a layer's argument, the file", files, file, wholeProject: false);
        yield return Row(title + ": in a call's argument, the file", files, CallsFile, wholeProject: false);
        yield return Row(title + ": in a layer's argument, the project", files, file, wholeProject: true);
    }

    private static string[] Row(string title, IReadOnlyDictionary<string, string> files, string typedIn, bool wholeProject)
    {
        Compilation before = InMemoryCompiler.Compile(files.Select(static file => InMemoryCompiler.Parse(file.Value, file.Key)));
        (double Own, double All)[] times = [.. Enumerable.Range(1, WarmUps + Runs)
            .Select(keystroke => Seconds(After(before, typedIn, keystroke), typedIn, wholeProject))
            .Skip(WarmUps)];
        double[] own = [.. times.Select(static time => time.Own).Order()];
        return [title, Milliseconds(own[0]), Milliseconds(own[own.Length / 2]), Milliseconds(times.Min(static time => time.All))];
    }

    /// <summary>The analyzers' own time, and all that passes until they have answered.</summary>
    private static (double Own, double All) Seconds(Compilation project, string typedIn, bool wholeProject)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new NetworkAnalyzer(), new CallSiteAnalyzer()];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var analysis = new CompilationWithAnalyzers(project, analyzers, options);
        SemanticModel model = project.GetSemanticModel(project.SyntaxTrees.Single(tree => tree.FilePath == typedIn));

        // The compiler's own tables of types and references, which it needs with or without analyzers, and makes when first asked.
        _ = project.GetTypeByMetadataName(nameof(NetworkGen) + "." + nameof(LayerAttribute));
        long start = Stopwatch.GetTimestamp();
        ImmutableArray<Diagnostic> found = wholeProject
            ? analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
            : analysis.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
        double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (found.IsEmpty && (wholeProject || typedIn == CallsFile))
        {
            throw new InvalidOperationException("The wrong buffer in " + CallsFile + " was not seen, so that the time says nothing.");
        }

        double own = analyzers.Sum(analyzer =>
            analysis.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).GetAwaiter().GetResult().ExecutionTime.TotalSeconds);
        return (own, all);
    }

    /// <summary>The project after a keystroke, with what the generator makes of it.</summary>
    private static Compilation After(Compilation before, string typedIn, int keystroke)
    {
        SyntaxTree old = before.SyntaxTrees.Single(tree => tree.FilePath == typedIn);
        return InMemoryGenerator.Generate(before.ReplaceSyntaxTree(old, InMemoryCompiler.Parse(Typed(old.ToString(), keystroke), typedIn)));
    }

    /// <summary>The text with another number in its last layer that has one, or its last array.</summary>
    private static string Typed(string text, int keystroke) =>
        LastNumber().Replace(text, number => (int.Parse(number.Value, CultureInfo.InvariantCulture) + keystroke).ToString(CultureInfo.InvariantCulture), count: 1);

    private static string Calls(string network) => $$"""
        using Zoo;

        static class Calls
        {
            public static void Call({{network}} net)
            {
                float[] images = new float[2 * {{network}}.InputLength];
                float[] results = new float[1000];
                net.Forward(images, results);
                using NetworkGen.TrainingPass pass = net.CreateTrainingPass(batchSize: 8);
                pass.Backward(pass.Forward(images));
                new NetworkGen.AdamW(learningRate: 1e-3).Step(net.Parameters, pass.Gradients);
            }
        }
        """;

    private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F1}");

    [GeneratedRegex(@"(?<=(Conv2d|Linear)\(|new float\[)\d+", RegexOptions.RightToLeft)]
    private static partial Regex LastNumber();
}
