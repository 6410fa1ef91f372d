using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Core.Graph;

namespace NetworkGen.Benchmarks.KernelFigures;

/// <summary>What multiply-adds bound: GFLOP/s of the three passes; null where there is none.</summary>
internal sealed record ComputingTime(string Title, double Forward, double? BackwardData, double? BackwardWeights);

/// <summary>What memory bounds: GB/s, and what reading as many bytes again and again comes to.</summary>
internal sealed record ReadingTime(string Title, double Rate, double ReadRate);

/// <summary>The figures of one process, whose vectors are as wide as its environment lets them be.</summary>
/// <param name="Bits">Of a vector.</param>
/// <param name="Peak">GFLOP/s of multiply-adds.</param>
/// <param name="Foot">The peak before and after, in words.</param>
/// <param name="Computing">In the order of <see cref="KernelCase.Computing"/>.</param>
/// <param name="Reading">In the order of <see cref="KernelCase.Reading"/>.</param>
internal sealed record KernelTimes(int Bits, double Peak, string Foot, IReadOnlyList<ComputingTime> Computing, IReadOnlyList<ReadingTime> Reading)
{
    /// <summary>The hidden command of the process that measures.</summary>
    public const string Command = "--kernel-times";

    private static readonly TimeSpan _budget = TimeSpan.FromMilliseconds(300);

    /// <summary>What the hidden command does: prints its figures.</summary>
    public static void Run() => Console.WriteLine(JsonSerializer.Serialize(Measure()));

    /// <summary>The figures of a process with such variables.</summary>
    public static KernelTimes InProcess(params (string Name, string Value)[] environment) =>
        JsonSerializer.Deserialize<KernelTimes>(ChildProcess.RunSelf([Command], environment))!;

    private static KernelTimes Measure()
    {
        var peak = new PeakBracket();
        ComputingTime[] computing = [.. KernelCase.Computing.Select(static one => Compute(one.Title, new EmittedLayer(one)))];
        ReadingTime[] reading = [.. KernelCase.Reading.Select(static one => Read(one.Title, new EmittedLayer(one)))];
        peak.Close();
        return new KernelTimes(FmaPeak.Bits, peak.Peak, peak.Foot, computing, reading);
    }

    private static ComputingTime Compute(string title, EmittedLayer layer)
    {
        double? Gflops(Action? pass) => pass is null ? null : 2e-9 * layer.Node.Macs / Best.OfOptimized(_budget, pass);
        return new ComputingTime(title, Gflops(layer.Forward)!.Value, Gflops(layer.BackwardData), Gflops(layer.BackwardWeights));
    }

    /// <summary>What is read, weights included, and written once.</summary>
    private static ReadingTime Read(string title, EmittedLayer layer)
    {
        Node node = layer.Node;
        long bytes = sizeof(float) * (node.InputShapes[0].Length + node.Shape.Length + node.Parameters.Sum(static parameter => parameter.Length));
        return new ReadingTime(title, bytes / Best.OfOptimized(_budget, layer.Forward) / 1e9, ReadBandwidth.Measure(bytes));
    }
}
