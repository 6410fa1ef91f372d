using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Graph;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>A network against its twins in ONNX Runtime and libtorch.</summary>
/// <param name="known">The network.</param>
/// <param name="hasTorch">Whether libtorch is here.</param>
internal sealed class Contest(KnownNetwork known, bool hasTorch)
{
    /// <summary>Beyond rounding, of which Winograd makes more than the peers.</summary>
    private const double MostDifference = 1e-2;

    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(4);

    private readonly Network _graph = NetworkGraph.Of(known.Name);
    private readonly NetworkInstance _network = TrainedLooks.Create(known.Create);

    /// <summary>All batch sizes, each with all numbers of threads.</summary>
    /// <param name="batchSizes">Images of a call.</param>
    /// <param name="threads">Threads that compute, one first.</param>
    /// <exception cref="InvalidOperationException">The results are too different for twins.</exception>
    public IEnumerable<Comparison> Run(IEnumerable<int> batchSizes, IReadOnlyList<int> threads)
    {
        foreach (int batchSize in batchSizes)
        {
            byte[] model = OnnxModel.Of(_graph, _network, batchSize);
            float[] images = _network.RandomImages(batchSize);
            using TorchPeer? torch = hasTorch ? new TorchPeer(_graph, _network, images) : null;
            double? oneThread = null;
            foreach (int count in threads)
            {
                Comparison comparison = Compare(model, torch, images, batchSize, count, oneThread);
                oneThread ??= comparison.Ours;
                yield return comparison;
            }
        }
    }

    private Comparison Compare(byte[] model, TorchPeer? torch, float[] images, int batchSize, int threads, double? oneThread)
    {
        float[] ours = new float[batchSize * _network.OutputLength];
        float[] theirs = new float[ours.Length];
        _network.Threads = threads;
        using var onnx = new OnnxRuntimePeer(model, images, theirs, threads);
        List<Action> contestants = [() => _network.Forward(images, ours), onnx.Run];
        if (torch is not null)
        {
            Torch.SetThreads(threads);
            contestants.Add(torch.Run);
        }

        double[] seconds = Best.InTurns(_budget, [.. contestants]);
        double difference = Difference(ours, theirs);
        if (!(difference < MostDifference) || (torch is not null && !(Difference(torch.Results(), theirs) < MostDifference)))
        {
            throw new InvalidOperationException($"{known.Name}'s outputs differ too much for the same network: ours from ONNX Runtime's by {difference}.");
        }

        return new Comparison(known.Name, batchSize, threads, batchSize * _graph.Macs, seconds[0], seconds[1], torch is null ? null : seconds[2], oneThread, difference);
    }

    private static double Difference(float[] results, float[] theirs) =>
        results.Zip(theirs, static (a, b) => Math.Abs((double)a - b)).Max() / theirs.Max(static value => Math.Abs((double)value));
}
