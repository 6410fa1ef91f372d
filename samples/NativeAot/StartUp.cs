using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NetworkGen;

namespace NativeAot;

/// <summary>How long a process of its own takes from its start to a network's results. All in milliseconds.</summary>
/// <param name="Start">From the call that starts the process to its <c>Main</c>.</param>
/// <param name="Load">To construct the network and load its weights.</param>
/// <param name="First">The first inference; it packs the weights.</param>
/// <param name="Steady">The fastest of the later ones.</param>
internal sealed record StartUp(double Start, double Load, double First, double Steady)
{
    /// <summary>The argument that says: measure in this process, and print the numbers.</summary>
    public const string Command = "start-up";

    private const int Processes = 15;
    private static readonly TimeSpan _steadyTime = TimeSpan.FromMilliseconds(200);

    /// <summary>The medians of some processes, one after the other.</summary>
    /// <param name="network">What follows the command: the network's name.</param>
    /// <param name="source">Where its weights come from.</param>
    public static StartUp OfProcesses(string network, WeightSource source)
    {
        StartUp[] all = [.. Enumerable.Range(0, Processes).Select(_ => OfProcess(network, source))];
        return new(Median(all, static one => one.Start), Median(all, static one => one.Load), Median(all, static one => one.First), Median(all, static one => one.Steady));
    }

    /// <summary>Measures in this process, which does nothing else.</summary>
    /// <param name="startedAt">When it was started, as <see cref="Stopwatch.GetTimestamp"/> of the other process: all processes of a machine share that clock.</param>
    /// <param name="load">Constructs and loads.</param>
    public static StartUp OfThisProcess<T>(long startedAt, Func<T> load)
        where T : INetwork<T>
    {
        long main = Stopwatch.GetTimestamp();
        T network = load();
        network.Threads = 1;
        long loaded = Stopwatch.GetTimestamp();

        byte[] image = new byte[T.InputLength];
        float[] output = new float[T.OutputLength];
        long ready = Stopwatch.GetTimestamp();
        network.Forward(image, output);
        TimeSpan first = Stopwatch.GetElapsedTime(ready);

        TimeSpan steady = TimeSpan.MaxValue;
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < _steadyTime;)
        {
            long one = Stopwatch.GetTimestamp();
            network.Forward(image, output);
            TimeSpan time = Stopwatch.GetElapsedTime(one);
            steady = time < steady ? time : steady;
        }

        return new(
            Stopwatch.GetElapsedTime(startedAt, main).TotalMilliseconds, Stopwatch.GetElapsedTime(main, loaded).TotalMilliseconds, first.TotalMilliseconds, steady.TotalMilliseconds);
    }

    /// <summary>One line that <see cref="OfProcess"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:R} {Load:R} {First:R} {Steady:R}");

    private static StartUp OfProcess(string network, WeightSource source)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] arguments = [Command, network, source.ToString(), Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return line.Split(' ') is [string main, string load, string first, string steady]
            ? new(Number(main), Number(load), Number(first), Number(steady))
            : throw new InvalidOperationException($"The process ended with {process.ExitCode}: {line}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(StartUp[] all, Func<StartUp, double> value) => all.Select(value).Order().ElementAt(all.Length / 2);
}
