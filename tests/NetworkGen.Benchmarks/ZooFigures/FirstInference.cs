using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime;
using System.Text.Json;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>What stands between a started process and a network's first result: the JIT has seen nothing of it.</summary>
/// <param name="Construct">Seconds to construct the network, with fresh weights.</param>
/// <param name="First">Seconds of the first inference of one image: the weights are packed as well.</param>
/// <param name="Second">Seconds of the next one.</param>
/// <param name="Jit">Seconds that the JIT took of construction and first inference.</param>
/// <param name="Methods">Methods that it compiled.</param>
internal sealed record FirstInference(double Construct, double First, double Second, double Jit, long Methods)
{
    /// <summary>The hidden command of the process that is measured: prints the figures of the network that is named behind it.</summary>
    public const string Command = "--first-inference";

    private const int Processes = 5;

    private static readonly string[] _networks = ["Mnist", "ResNet18", "ResNet50", "DenseNet121", "MobileNetV2", "SqueezeNet", "UNet"];

    /// <summary>What the hidden command does, in a process that has run nothing of the network yet.</summary>
    public static void Run(string network) => Console.WriteLine(JsonSerializer.Serialize(Measure(KnownNetwork.Named(network))));

    private static FirstInference Measure(KnownNetwork known)
    {
        float[] image = new float[known.InputLength()];
        float[] result = new float[known.OutputLength()];
        TimeSpan compiling = JitInfo.GetCompilationTime();
        long methods = JitInfo.GetCompiledMethodCount();
        long start = Stopwatch.GetTimestamp();
        NetworkInstance network = known.Create(1);
        long constructed = Stopwatch.GetTimestamp();
        network.Forward(image, result);
        long first = Stopwatch.GetTimestamp();
        compiling = JitInfo.GetCompilationTime() - compiling;
        methods = JitInfo.GetCompiledMethodCount() - methods;
        long second = Stopwatch.GetTimestamp();
        network.Forward(image, result);
        return new FirstInference(
            Stopwatch.GetElapsedTime(start, constructed).TotalSeconds, Stopwatch.GetElapsedTime(constructed, first).TotalSeconds,
            Stopwatch.GetElapsedTime(second).TotalSeconds, compiling.TotalSeconds, methods);
    }

    /// <summary>Prints the table.</summary>
    public static void Print(Report report)
    {
        report.Table(
            ["network", "construct, ms", "first inference, ms", "second, ms", "JIT, ms", "methods compiled"],
            [.. _networks.Select(static network => BestOf(network).Cells(network))]);
        report.Paragraph(Invariant(
            $"A fresh process for each figure, the best of {Processes}, after its start; the JIT's time is a part of construction and first inference, and the first inference packs the weights."));
    }

    /// <summary>Each process is run at its own time, so each figure has a best of its own.</summary>
    public static FirstInference BestOf(string network)
    {
        FirstInference[] runs = [.. Enumerable.Range(0, Processes).Select(_ => JsonSerializer.Deserialize<FirstInference>(ChildProcess.RunSelf([Command, network]))!)];
        return new FirstInference(
            runs.Min(static run => run.Construct), runs.Min(static run => run.First), runs.Min(static run => run.Second),
            runs.Min(static run => run.Jit), runs.Min(static run => run.Methods));
    }

    private string[] Cells(string network) =>
    [
        network, Invariant($"{Construct * 1e3:F0}"), Invariant($"{First * 1e3:F0}"), Invariant($"{Second * 1e3:F0}"), Invariant($"{Jit * 1e3:F0}"), Invariant($"{Methods}"),
    ];
}
