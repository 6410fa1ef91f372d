using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class WorkerPoolTests
{
    // Not the shared one: these tests want workers on a machine with one core, too.
    private static readonly WorkerPool Pool = new(3);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void EveryUnitRunsOnce(int threads)
    {
        for (int units = 0; units < 200; units++)
        {
            Counter work = new(units);
            Pool.Run(work, 5, units, threads);
            Assert.All(work.Runs, static runs => Assert.Equal(1, runs));
            Assert.Equal(units == 0 ? 0 : 5, work.LastStep);
        }
    }

    [Fact]
    public void EveryUnitRunsOnceForEachOfManyCallers()
    {
        Counter[] works = [.. Enumerable.Range(0, 4).Select(static _ => new Counter(50))];
        Parallel.ForEach(works, static work =>
        {
            for (int i = 0; i < 500; i++)
            {
                Pool.Run(work, 1, 50, 0);
            }
        });
        Assert.All(works, static work => Assert.All(work.Runs, static runs => Assert.Equal(500, runs)));
    }

    [Fact]
    public void WorkersTakePart()
    {
        // Each unit waits for the other: only two threads at once can finish.
        using Barrier barrier = new(2);
        ConcurrentBag<int> threads = [];
        WorkerPool pool = new(1);
        for (int i = 0; i < 20; i++)
        {
            pool.Run(
                new Work((_, _) =>
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                    Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)));
                }),
                0,
                2,
                0);

            // Long enough to park now and then.
            Thread.Sleep(i % 3);
        }

        Assert.Equal(2, threads.Distinct().Count());
    }

    [Fact]
    public void OneThreadIsTheCallers()
    {
        int caller = Environment.CurrentManagedThreadId;
        Pool.Run(new Work((_, _) => Assert.Equal(caller, Environment.CurrentManagedThreadId)), 0, 100, 1);
    }

    [Fact]
    public void NestedCallsRunInPlace()
    {
        Counter inner = new(10);
        Pool.Run(new Work((_, _) => Pool.Run(inner, 0, 10, 0)), 0, 20, 0);
        Assert.All(inner.Runs, static runs => Assert.Equal(20, runs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AnExceptionReachesTheCallerAndThePoolLivesOn(int threads)
    {
        Work failing = new(static (_, unit) =>
        {
            if (unit == 7)
            {
                throw new InvalidOperationException("unit 7");
            }
        });
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal("unit 7", Assert.Throws<InvalidOperationException>(() => Pool.Run(failing, 0, 20, threads)).Message);
        }

        Counter work = new(20);
        Pool.Run(work, 0, 20, threads);
        Assert.All(work.Runs, static runs => Assert.Equal(1, runs));
    }

    [Fact]
    public void AWorkersExceptionReachesTheCaller()
    {
        int caller = Environment.CurrentManagedThreadId;
        using Barrier barrier = new(2);
        Work failing = new((_, _) =>
        {
            Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)));
            if (Environment.CurrentManagedThreadId != caller)
            {
                throw new InvalidOperationException("worker");
            }
        });
        Assert.Equal("worker", Assert.Throws<InvalidOperationException>(() => new WorkerPool(1).Run(failing, 0, 2, 0)).Message);
    }

    [Fact]
    public void ACallAllocatesNothing()
    {
        Sum work = new();
        for (int i = 0; i < 100; i++)
        {
            Pool.Run(work, 0, 32, 0);
        }

        // The least of a few attempts: a call that allocates does so in each, and what other tests do in this process doesn't count.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                Pool.Run(work, 0, 32, 0);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private sealed class Counter(int units) : IParallelWork
    {
        public int[] Runs { get; } = new int[units];

        public int LastStep { get; private set; }

        public void Run(int step, int unit)
        {
            Interlocked.Increment(ref Runs[unit]);
            LastStep = step;
        }
    }

    private sealed class Sum : IParallelWork
    {
        private long _sum;

        public void Run(int step, int unit) => Interlocked.Add(ref _sum, unit);
    }

    private sealed class Work(Action<int, int> action) : IParallelWork
    {
        public void Run(int step, int unit) => action(step, unit);
    }
}
