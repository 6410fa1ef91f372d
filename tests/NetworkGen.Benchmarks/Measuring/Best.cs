using System;
using System.Diagnostics;
using System.Linq;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>The shortest time of many runs: on a shared machine, whatever is above it is somebody else's.</summary>
internal static class Best
{
    private const int FewestRounds = 5;

    /// <summary>Long enough for the tiered JIT to have replaced what it compiled first.</summary>
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(400);

    /// <summary>Far above what reading the clock costs, far below the time between two disturbances.</summary>
    private static readonly TimeSpan _sample = TimeSpan.FromMicroseconds(200);

    /// <summary>Seconds of one call.</summary>
    public static double Of(TimeSpan budget, Action action) => OfEach(budget, action)[0];

    /// <summary>Seconds of one call of each action; they take turns, so that all meet the same disturbances.</summary>
    /// <param name="budget">How long to go on, all together.</param>
    /// <param name="actions">What to time.</param>
    public static double[] OfEach(TimeSpan budget, params Action[] actions)
    {
        int[] calls = [.. actions.Select(CallsPerSample)];
        double[] best = [.. actions.Select(static _ => double.PositiveInfinity)];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start) < budget; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                best[i] = Math.Min(best[i], Time(actions[i], calls[i]) / calls[i]);
            }
        }

        return best;
    }

    /// <summary>Seconds of one call on something fresh, whose preparation is not timed.</summary>
    /// <param name="runs">How often.</param>
    /// <param name="prepare">Makes what a run works on.</param>
    /// <param name="action">What to time.</param>
    public static double OfFresh<T>(int runs, Func<T> prepare, Action<T> action)
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            T fresh = prepare();
            best = Math.Min(best, Time(() => action(fresh), 1));
        }

        return best;
    }

    /// <summary>Warms up, and finds how many calls make a sample.</summary>
    private static int CallsPerSample(Action action)
    {
        action();
        long start = Stopwatch.GetTimestamp();
        double shortest = double.PositiveInfinity;
        while (Stopwatch.GetElapsedTime(start) < _warmUp)
        {
            shortest = Math.Min(shortest, Time(action, 1));
        }

        return Math.Max(1, (int)(_sample.TotalSeconds / shortest));
    }

    private static double Time(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
