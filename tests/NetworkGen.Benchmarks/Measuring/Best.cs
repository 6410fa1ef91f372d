using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>The shortest time of many runs: on a shared machine, whatever is above it is somebody else's.</summary>
internal static class Best
{
    private const int FewestRounds = 5;
    private const int FewestTurns = 3;

    // What the clock can't see would be called for ever.
    private const int MostCalls = 10_000;

    /// <summary>Long enough for the tiered JIT to have replaced what it compiled first.</summary>
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(400);

    /// <summary>Far above what reading the clock costs, far below the time between two disturbances.</summary>
    private static readonly TimeSpan _sample = TimeSpan.FromMicroseconds(200);

    /// <summary>In which a process whose threads all sleep spends next to no time of a processor.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(1);

    /// <summary>More than one call of most networks: the first of a turn finds its memory in no cache.</summary>
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(100);

    /// <summary>Seconds of one call.</summary>
    public static double Of(TimeSpan budget, Action action) => OfEach(budget, action)[0];

    /// <summary>Seconds of one call of each action; they take turns, so that all meet the same disturbances.</summary>
    /// <param name="budget">How long to go on, all together.</param>
    /// <param name="actions">What to time.</param>
    public static double[] OfEach(TimeSpan budget, params Action[] actions)
    {
        int[] calls = [.. actions.Select(static action => CallsPerSample(action, _warmUp))];
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

    /// <summary>Seconds of one call of what the JIT optimizes at its first call.</summary>
    public static double OfOptimized(TimeSpan budget, Action action)
    {
        action();
        int calls = CallsPerSample(action, _sample);
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < budget)
        {
            best = Math.Min(best, Time(action, calls) / calls);
        }

        return best;
    }

    /// <summary>
    /// Seconds of one call of each action, where these have threads of their own: they take turns of many calls each, and rest in between, so that
    /// none works while the threads of another still look out for more.
    /// </summary>
    /// <param name="budget">How long to go on, all together.</param>
    /// <param name="actions">What to time.</param>
    public static double[] InTurns(TimeSpan budget, params Action[] actions)
    {
        int[] calls = [.. actions.Select(static action => CallsPerSample(action, _warmUp))];
        double[] best = [.. actions.Select(static _ => double.PositiveInfinity)];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestTurns || Stopwatch.GetElapsedTime(start) < budget; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                Rest();
                long turn = Stopwatch.GetTimestamp();
                do
                {
                    best[i] = Math.Min(best[i], Time(actions[i], calls[i]) / calls[i]);
                }
                while (Stopwatch.GetElapsedTime(turn) < _turn);
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

    /// <summary>Warms up, and finds how many calls make a sample: one, where the first takes longer than warming up should.</summary>
    private static int CallsPerSample(Action action, TimeSpan warmUp)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        double shortest = double.PositiveInfinity;
        while (Stopwatch.GetElapsedTime(start) < warmUp)
        {
            shortest = Math.Min(shortest, Time(action, 1));
        }

        return Math.Clamp((int)(_sample.TotalSeconds / shortest), 1, MostCalls);
    }

    /// <summary>Until threads that wait for more work have gone to sleep: those of some peers look out for it for tens of milliseconds.</summary>
    private static void Rest()
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan spent;
        do
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(_rest);
            spent = Environment.CpuUsage.TotalTime - before;
        }
        while (spent > _rest / 4 && Stopwatch.GetElapsedTime(start) < _longestRest);
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
