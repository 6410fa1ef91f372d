using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>What the generator costs for a network: its own time in a build and at a keystroke, in a warm compiler, and what it emits.</summary>
internal static partial class GeneratorFigures
{
    private const int Runs = 15;
    private const string OtherFile = "static class Other { public static int Square(int number) => number * number; }";

    /// <summary>Prints the table.</summary>
    public static void Print(Report report)
    {
        report.Table(
            ["network", "emitted, kB", "kernel methods", "generator, ms", "keystroke in an argument, ms", "keystroke in another file, ms"],
            [
                .. KnownNetwork.Zoo.Select(static network => Cells(network.Name, NetworkFiles.Of(network.Name), network.Name)),
                Cells("all in one project", NetworkFiles.Zoo, "ResNet50"),
            ]);
        report.Paragraph("The generator's own time, in its driver; a keystroke is one in the number of channels of the network's last layer that has one (of all in one project, ResNet-50's).");
    }

    /// <param name="title">What stands before the figures.</param>
    /// <param name="files">The files of a project, by name.</param>
    /// <param name="edited">The network that is typed in.</param>
    private static string[] Cells(string title, IReadOnlyDictionary<string, string> files, string edited)
    {
        EmittedFile[] emitted = [.. InMemoryGenerator.Emitted(Project(files))];
        double build = Best.OfFresh(Runs, () => Project(files), static project => InMemoryGenerator.NewDriver().RunGenerators(project));
        return
        [
            title, Invariant($"{emitted.Sum(static file => file.Kilobytes):F0}"), Invariant($"{emitted.Sum(static file => file.KernelMethods)}"),
            Milliseconds(build), Milliseconds(Keystroke(files, NetworkFiles.FileOf(edited), Typed)), Milliseconds(Keystroke(files, nameof(OtherFile), static text => text + " //")),
        ];
    }

    /// <summary>Seconds that the driver takes once a file has changed; all other files are as it knows them.</summary>
    private static double Keystroke(IReadOnlyDictionary<string, string> files, string file, Func<string, string> type)
    {
        CSharpCompilation before = Project(files);
        SyntaxTree old = before.SyntaxTrees.Single(tree => tree.FilePath == file);
        GeneratorDriver driver = InMemoryGenerator.NewDriver().RunGenerators(before);
        SyntaxTree typed = InMemoryCompiler.Parse(type(old.ToString()), file);
        return Best.OfFresh(Runs, () => before.ReplaceSyntaxTree(old, typed), after => driver.RunGenerators(after));
    }

    private static CSharpCompilation Project(IReadOnlyDictionary<string, string> files) =>
        InMemoryCompiler.Compile(files.Append(new(nameof(OtherFile), OtherFile)).Select(static file => InMemoryCompiler.Parse(file.Value, file.Key)));

    /// <summary>The text with one channel more in the last layer that says how many it has.</summary>
    private static string Typed(string text) =>
        Channels().Replace(text, static number => (int.Parse(number.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), count: 1);

    private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F1}");

    [GeneratedRegex(@"(?<=(Conv2d|Linear)\()\d+", RegexOptions.RightToLeft)]
    private static partial Regex Channels();
}
