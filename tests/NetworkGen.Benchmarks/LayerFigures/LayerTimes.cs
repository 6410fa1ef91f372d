using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;

namespace NetworkGen.Benchmarks.LayerFigures;

/// <summary>What a layer takes.</summary>
/// <param name="Title">The comment above it in emitted code.</param>
/// <param name="Seconds">The least of many images.</param>
/// <param name="Parts">Its calls, each with the least of its own.</param>
internal sealed record LayerTime(string Title, double Seconds, IReadOnlyList<(string Kernel, double Seconds)> Parts);

/// <summary>What the layers of a network take, each as it runs among the others: one image, one thread, emitted code compiled in memory with a clock between the calls.</summary>
internal static class LayerTimes
{
    private const int FewestImages = 50;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(1);

    /// <summary>The layers in the order they run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="budget">How long to go on.</param>
    public static IReadOnlyList<LayerTime> Measure(Network network, TimeSpan budget)
    {
        (string text, IReadOnlyList<LayerPart> parts) = LayerMarks.Set(NetworkEmitter.Emit(network));
        Assembly assembly = InMemoryCompiler.Load(text);
        Type clock = assembly.GetType(LayerMarks.ClockType, throwOnError: true)!;
        var mark = clock.GetMethod("Mark")!.CreateDelegate<Action<int>>();
        long[] spent = (long[])clock.GetField("Spent")!.GetValue(null)!;
        Type type = assembly.GetTypes().Single(static candidate => candidate.GetInterfaces().Any(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(INetwork<>)));
        var create = typeof(NetworkInstance).GetMethod(nameof(NetworkInstance.Fresh))!.MakeGenericMethod(type).CreateDelegate<Func<int, NetworkInstance>>();
        NetworkInstance instance = TrainedLooks.Create(create);
        instance.Threads = 1;
        float[] image = instance.RandomImages(1);
        float[] result = new float[instance.OutputLength];

        double[] partTimes = [.. parts.Select(static _ => double.PositiveInfinity)];
        var layerTimes = parts.Select(static part => part.Layer).Distinct().ToDictionary(static layer => layer, static _ => double.PositiveInfinity);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < _warmUp;)
        {
            instance.Forward(image, result);
        }

        long begin = Stopwatch.GetTimestamp();
        for (int count = 0; count < FewestImages || Stopwatch.GetElapsedTime(begin) < budget; count++)
        {
            Array.Clear(spent);
            instance.Forward(image, result);
            mark(-1);
            for (int part = 0; part < partTimes.Length; part++)
            {
                partTimes[part] = Math.Min(partTimes[part], Seconds(spent[part]));
            }

            foreach (IGrouping<string, int> layer in Enumerable.Range(0, parts.Count).GroupBy(part => parts[part].Layer))
            {
                layerTimes[layer.Key] = Math.Min(layerTimes[layer.Key], Seconds(layer.Sum(part => spent[part])));
            }
        }

        // Zero is what never ran: an image of bytes.
        return [.. parts.Zip(partTimes)
            .Where(static part => part.Second > 0)
            .GroupBy(static part => part.First.Layer)
            .Select(layer => new LayerTime(layer.Key, layerTimes[layer.Key], [.. layer.Select(static part => (part.First.Kernel, part.Second))]))];
    }

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;
}
