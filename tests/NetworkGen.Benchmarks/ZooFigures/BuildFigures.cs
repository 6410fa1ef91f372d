using System;
using System.IO;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>What a user waits for: <c>dotnet build</c> of samples/Zoo from nothing, and what the generated code is of that.</summary>
internal static class BuildFigures
{
    private const int Runs = 3;
    private const string Dotnet = "dotnet";

    /// <summary>Prints the table.</summary>
    public static void Print(Report report)
    {
        string project = Path.Combine(SourceTree.Folder("samples", "Zoo"), "Zoo.csproj");

        // Restores, builds what it references, and starts the servers where the environment has not turned them off.
        ChildProcess.Run(Dotnet, ["build", "-c", "Release", project]);
        double build = Best.OfFresh(
            Runs, static () => 0,
            _ => ChildProcess.Run(Dotnet, ["build", "-c", "Release", "--no-restore", "--no-incremental", "-p:BuildProjectReferences=false", project]));
        double without = Best.OfFresh(
            Runs, static () => InMemoryCompiler.Compile(NetworkFiles.Zoo.Values.Select(InMemoryCompiler.Parse)), static files => InMemoryCompiler.Emit(files));
        double with = Best.OfFresh(
            Runs, static () => InMemoryCompiler.Compile(NetworkFiles.Zoo.Values.Select(InMemoryCompiler.Parse)), static files => InMemoryCompiler.Emit(InMemoryGenerator.Generate(files)));
        report.Table(
            ["the whole zoo", "s"],
            [$"dotnet build --no-incremental, references built, {Server}", Invariant($"{build:F1}")],
            ["warm compiler in this process, with the generator", Invariant($"{with:F1}")],
            ["warm compiler in this process, the declarations alone", Invariant($"{without:F2}")]);
        report.Paragraph(Invariant($"Best of {Runs}."));
    }

    private static string Server => string.Equals(Environment.GetEnvironmentVariable("UseSharedCompilation"), "false", StringComparison.OrdinalIgnoreCase)
        ? "a new compiler each time (UseSharedCompilation=false)" : "in a warm compiler server";
}
