using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Benchmarks.Peers;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>A training step (forward, cross entropy, backward, SGD with momentum) against libtorch.</summary>
internal static class TrainingCommand
{
    private const int BatchSize = 64;
    private const int ComparedSteps = 5;

    // Small, so that thousands of steps on one batch never bring the gradients down to subnormal numbers.
    private const double LearningRate = 1e-4;
    private const double Momentum = 0.9;

    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(5);
    private static readonly string[] _networks = [nameof(Mnist), nameof(ResNet20)];
    private static readonly int[] _threads = [.. new[] { 1, 2 }.Where(static threads => threads <= Environment.ProcessorCount)];

    /// <summary>Prints the table.</summary>
    public static void Run(Report report)
    {
        report.Heading("A training step");
        bool hasTorch = Torch.TryLoad(out string refusal);
        var peak = new PeakBracket();
        var steps = new List<Step>();
        foreach (KnownNetwork network in _networks.Select(KnownNetwork.Named))
        {
            foreach (int threads in _threads)
            {
                Step step = Measure(network, threads, hasTorch);
                steps.Add(step with { OneThread = threads == 1 ? null : steps[^1].Ours });
            }
        }

        peak.Close();
        report.Table(
            [
                Invariant($"batch {BatchSize}, SGD with momentum {Momentum}"), "threads", "NetworkGen, ms", .. hasTorch ? ["libtorch, ms", "times faster"] : Array.Empty<string>(),
                "of the direct FMA floor", "faster than one thread", .. hasTorch ? ["max difference"] : Array.Empty<string>(),
            ],
            [.. steps.Select(step => step.Cells(peak.Peak))]);
        report.Paragraph(hasTorch
            ? Invariant($"The difference is that of the losses of the first {ComparedSteps} steps.")
            : $"libtorch could not be loaded here, so it has no column: {refusal}");
        report.Paragraph("The floor is three times the multiply-adds of forward at the FMA peak of as many cores as there are threads.");
        report.Paragraph(peak.Foot);
    }

    private static Step Measure(KnownNetwork known, int threads, bool hasTorch)
    {
        NetworkInstance network = TrainedLooks.Create(known.Create);
        network.Threads = threads;
        float[] images = network.RandomImages(BatchSize);
        var random = new Random(5);
        int[] labels = [.. Enumerable.Range(0, BatchSize).Select(_ => random.Next(network.OutputLength))];
        if (hasTorch)
        {
            Torch.SetThreads(threads);
        }

        using TorchTraining? peer = hasTorch ? new TorchTraining(NetworkGraph.Of(known.Name), network, images, labels, LearningRate, Momentum) : null;
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        var optimizer = new Sgd(LearningRate, Momentum);
        var loss = new CrossEntropyLoss();
        float[] gradient = new float[BatchSize * network.OutputLength];
        double Ours()
        {
            double value = loss.Compute(pass.Forward(images), labels, gradient);
            pass.ZeroGradients();
            pass.Backward(gradient);
            optimizer.Step(network.Parameters, pass.Gradients);
            return value;
        }

        long macs = BatchSize * known.Summary().Macs;
        if (peer is null)
        {
            return new Step(known.Name, threads, macs, Best.Of(_budget, () => Ours()), null, null, null);
        }

        double difference = Enumerable.Range(0, ComparedSteps).Max(_ => Math.Abs(Ours() - peer.Step()));
        double[] seconds = Best.InTurns(_budget, () => Ours(), () => peer.Step());
        return new Step(known.Name, threads, macs, seconds[0], seconds[1], null, difference);
    }

    /// <summary>A step beside the peer's.</summary>
    /// <param name="Network">Its name.</param>
    /// <param name="Threads">Threads that compute.</param>
    /// <param name="Macs">Multiply-adds of forward.</param>
    /// <param name="Ours">Seconds.</param>
    /// <param name="Torch">Seconds of libtorch; null where it is not here.</param>
    /// <param name="OneThread">Seconds of ours on one thread; null where that is what was measured.</param>
    /// <param name="Difference">The largest of the losses' differences.</param>
    private sealed record Step(string Network, int Threads, long Macs, double Ours, double? Torch, double? OneThread, double? Difference)
    {
        public string[] Cells(double peak) =>
        [
            Network, Invariant($"{Threads}"), Milliseconds(Ours), .. Torch is { } torch ? [Milliseconds(torch), Invariant($"{torch / Ours:F2}")] : Array.Empty<string>(),
            Invariant($"{100 * 3 * 2.0 * Macs / (Threads * peak * 1e9) / Ours:F0} %"), OneThread is { } one ? Invariant($"{one / Ours:F2}") : "",
            .. Difference is { } difference ? [Invariant($"{difference:0.0e-0}")] : Array.Empty<string>(),
        ];

        private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F3}");
    }
}
