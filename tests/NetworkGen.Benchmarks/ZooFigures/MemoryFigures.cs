using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>What a network needs of memory, and would need if every layer's result had a place of its own.</summary>
internal static class MemoryFigures
{
    /// <summary>Prints the table.</summary>
    public static void Print(Report report)
    {
        report.Table(
            ["network", "parameters", "activations in inference, MB", "all layers' results, MB", "share", "training, MB per image"],
            [.. KnownNetwork.Zoo.Select(Cells)]);
        report.Paragraph("Of one image, 10⁶ bytes each. Activations in inference include the zeros around maps; training holds activations and gradients.");
    }

    private static string[] Cells(KnownNetwork network)
    {
        EmittedFile emitted = InMemoryGenerator.Emitted(InMemoryCompiler.Compile(NetworkFiles.Of(network.Name).Values.Select(InMemoryCompiler.Parse))).Single();
        NetworkSummary summary = network.Summary();
        long results = sizeof(float) * summary.Layers.Sum(static layer => (long)layer.Shape.Length);
        return
        [
            network.Name, Invariant($"{summary.Parameters:N0}"), Megabytes(emitted.ArenaBytes), Megabytes(results),
            Invariant($"{100.0 * emitted.ArenaBytes / results:F0} %"), Megabytes(emitted.TrainingBytes),
        ];
    }

    private static string Megabytes(long bytes) => Invariant($"{bytes / 1e6:F1}");
}
