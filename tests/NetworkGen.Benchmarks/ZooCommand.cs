using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.ZooFigures;

namespace NetworkGen.Benchmarks;

/// <summary>The published networks of samples/Zoo: what they cost the generator, the compiler and the JIT, how fast they run, and what memory they take.</summary>
internal static class ZooCommand
{
    /// <summary>Prints the tables; fails the report where the JIT doesn't optimize emitted code.</summary>
    public static void Run(Report report)
    {
        report.Heading("The zoo: nine published networks");
        GeneratorFigures.Print(report);
        BuildFigures.Print(report);
        FirstInference.Print(report);
        InferenceFigures.Print(report);
        MemoryFigures.Print(report);
        OptimizationCheck.Print(report);
    }
}
