using System;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Benchmarks.Peers;
using static System.FormattableString;

namespace NetworkGen.Benchmarks;

/// <summary>A training step (forward, cross entropy, backward, SGD with momentum) against libtorch, one thread.</summary>
internal static class TrainingCommand
{
    private const int BatchSize = 64;
    private const int ComparedSteps = 5;

    // Small, so that thousands of steps on one batch never bring the gradients down to subnormal numbers.
    private const double LearningRate = 1e-4;
    private const double Momentum = 0.9;

    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(5);

    /// <summary>Prints the table.</summary>
    public static void Run(Report report)
    {
        report.Heading("A training step, one thread");
        var random = new Random(5);
        float[] images = [.. Enumerable.Range(0, BatchSize * Mnist.InputLength).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, BatchSize).Select(_ => random.Next(Mnist.OutputLength))];
        var peak = new PeakBracket();
        Mnist network = TrainedLooks.Create<Mnist>();
        network.Threads = 1;
        using TorchTraining<Mnist>? peer = Torch.TryStart(threads: 1, out string refusal)
            ? new TorchTraining<Mnist>(network, images, labels, LearningRate, Momentum) : null;
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        var optimizer = new Sgd(LearningRate, Momentum);
        var loss = new CrossEntropyLoss();
        float[] gradient = new float[BatchSize * Mnist.OutputLength];
        double Step()
        {
            double value = loss.Compute(pass.Forward(images), labels, gradient);
            pass.ZeroGradients();
            pass.Backward(gradient);
            optimizer.Step(network.Parameters, pass.Gradients);
            return value;
        }

        string name = Invariant($"Mnist, batch {BatchSize}, SGD with momentum {Momentum}");
        if (peer is null)
        {
            double ours = Best.Of(_budget, () => Step());
            peak.Close();
            report.Table(["step", "NetworkGen, ms", "of the direct FMA floor"], [name, Invariant($"{ours * 1e3:F3}"), Floor(ours, peak)]);
            report.Paragraph($"libtorch could not be loaded here, so it has no column: {refusal}");
        }
        else
        {
            double difference = Enumerable.Range(0, ComparedSteps).Max(_ => Math.Abs(Step() - peer.Step()));
            double[] seconds = Best.OfEach(_budget, () => Step(), () => peer.Step());
            peak.Close();
            report.Table(
                ["step", "NetworkGen, ms", "libtorch, ms", "times faster", "of the direct FMA floor", "max difference"],
                [name, Invariant($"{seconds[0] * 1e3:F3}"), Invariant($"{seconds[1] * 1e3:F3}"), Invariant($"{seconds[1] / seconds[0]:F2}"), Floor(seconds[0], peak), Invariant($"{difference:0.0e-0}")]);
            report.Paragraph(Invariant($"The difference is that of the losses of the first {ComparedSteps} steps."));
        }

        report.Paragraph("The floor is three times the multiply-adds of forward at the FMA peak.");
        report.Paragraph(peak.Foot);
    }

    private static string Floor(double seconds, PeakBracket peak) =>
        Invariant($"{100 * 3 * 2.0 * Mnist.Summary.Macs * BatchSize / (peak.Peak * 1e9) / seconds:F0} %");
}
