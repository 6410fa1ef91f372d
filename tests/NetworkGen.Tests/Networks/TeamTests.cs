using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetworkGen.Layout;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class TeamTests
{
    // Not the shared one: these tests want workers on a machine with one core, too.
    private readonly WorkerPool _pool = new(workers: 4);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(8, 5)]
    public void EachMemberRunsOnce(int wanted, int members)
    {
        for (int i = 0; i < 200; i++)
        {
            var rows = new int[members];
            _pool.Run(new Work(share => Do(share.Of(members), row => Interlocked.Increment(ref rows[row]))), wanted);
            Assert.All(rows, static runs => Assert.Equal(1, runs));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void SharesAreAllThereIsAndAlike(int members)
    {
        for (int blocks = 0; blocks < 7; blocks++)
        {
            for (int rows = 1; rows < 22; rows++)
            {
                var runs = new int[blocks * rows];
                var sizes = new List<int>();
                _pool.Run(
                    new Work(share =>
                    {
                        int size = 0;
                        foreach (Rows own in share.Of(blocks, rows))
                        {
                            Assert.True(own.First < own.End && own.End <= rows);
                            for (nint row = own.First; row < own.End; row++, size++)
                            {
                                Interlocked.Increment(ref runs[(own.Block * rows) + row]);
                            }
                        }

                        lock (sizes)
                        {
                            sizes.Add(size);
                        }
                    }),
                    members);
                Assert.All(runs, static count => Assert.Equal(1, count));
                Assert.Equal(members, sizes.Count);

                // By a row of all blocks, or by a row of one block.
                Assert.True(sizes.Max() - sizes.Min() <= (rows >= 4 * members ? blocks : 1));
            }
        }
    }

    /// <summary>What one core has written of a map, it reads again.</summary>
    [Theory]
    [InlineData(2, 8)]
    [InlineData(3, 13)]
    [InlineData(5, 40)]
    public void OfHighMapsACoreHasTheSameRowsOfEveryBlock(int members, int rows) => _pool.Run(
        new Work(share =>
        {
            var all = new List<Rows>();
            foreach (Rows own in share.Of(2, 3, rows))
            {
                all.Add(own);
            }

            Assert.Equal(6, all.Count);
            Assert.Single(all.Select(static own => (own.First, own.End)).Distinct());
            Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], all.Select(static own => ((int)own.Group, (int)own.Block)));
        }),
        members);

    /// <summary>Every tile of every block has one core; where weights are few, a core has the same tiles of all blocks, and else as much in all as others.</summary>
    [Theory]
    [InlineData(2, 3, 3, 200, 100, true)]
    [InlineData(2, 9, 1, 200, 100, true)]
    [InlineData(2, 1, 9, 200, 100, true)]
    [InlineData(2, 3, 3, 201, 100, false)]
    [InlineData(2, 1, 7, 0, 100, false)]
    [InlineData(3, 4, 3, 0, 100, true)]
    [InlineData(5, 7, 1, 500, 100, false)]
    public void TilesAreDividedWhereThatReadsLess(int members, int rows, int columns, int weights, int values, bool areSameOfAll)
    {
        const int Groups = 2;
        const int Blocks = 3;
        var runs = new int[Groups, Blocks, rows * columns];
        var shares = new List<TileRow[]>();
        _pool.Run(
            new Work(share =>
            {
                var all = new List<TileRow>();
                nint before = 0;
                foreach (TileRow own in share.Of(Groups, Blocks, rows, columns, weights, values))
                {
                    before = all.Count > 0 && (all[^1].Group, all[^1].Block) == (own.Group, own.Block) ? before : 0;
                    Assert.Equal(before, own.Before);
                    Assert.True(own.First < own.End && own.End <= columns);
                    before += own.End - own.First;
                    all.Add(own);
                    for (nint tile = own.First; tile < own.End; tile++)
                    {
                        Interlocked.Increment(ref runs[own.Group, own.Block, (own.Row * columns) + tile]);
                    }
                }

                Assert.All(all.GroupBy(static own => (own.Group, own.Block)), static own => Assert.Equal(own.Sum(static row => (int)(row.End - row.First)), (int)own.First().Tiles));

                lock (shares)
                {
                    shares.Add([.. all]);
                }
            }),
            members);
        Assert.All(runs.Cast<int>(), static count => Assert.Equal(1, count));
        if (areSameOfAll)
        {
            Assert.All(shares, static own => Assert.All(
                own.GroupBy(static row => (row.Group, row.Block)), block => Assert.Equal(own.Take(block.Count()).Select(Tiles), block.Select(Tiles))));
            Assert.All(shares, static own => Assert.Equal(Groups * Blocks, own.Select(static row => (row.Group, row.Block)).Distinct().Count()));
        }
        else
        {
            int[] sizes = [.. shares.Select(static own => own.Sum(static row => (int)(row.End - row.First)))];
            Assert.True(sizes.Max() - sizes.Min() <= 1);
        }

        static (nint Row, nint First, nint End) Tiles(TileRow row) => (row.Row, row.First, row.End);
    }

    [Fact]
    public void WithoutATeamAShareIsAll()
    {
        Share share = default;
        share.Wait();
        Assert.True(share.IsFirst);
        Assert.Equal(new Rows(0, 0, 0, 5), share.Of(5));
        var all = new List<Rows>();
        foreach (Rows own in share.Of(2, 3))
        {
            all.Add(own);
        }

        Assert.Equal([new Rows(0, 0, 0, 3), new Rows(0, 1, 0, 3)], all);
        all.Clear();
        foreach (Rows own in share.Of(2, 2, 4))
        {
            all.Add(own);
        }

        Rows[] eachBlock = [new Rows(0, 0, 0, 4), new Rows(0, 1, 0, 4), new Rows(1, 0, 0, 4), new Rows(1, 1, 0, 4)];
        Assert.Equal(eachBlock, all);
        var tiles = new List<TileRow>();
        foreach (TileRow own in share.Of(1, 2, 2, 3, 100, 1))
        {
            tiles.Add(own);
        }

        Assert.Equal([new TileRow(0, 0, 0, 0, 3, 0, 6), new TileRow(0, 0, 1, 0, 3, 3, 6), new TileRow(0, 1, 0, 0, 3, 0, 6), new TileRow(0, 1, 1, 0, 3, 3, 6)], tiles);
    }

    [Fact]
    public void NobodyGoesOnBeforeAllHaveCome()
    {
        const int Times = 2000;
        var arrived = new int[Times];
        bool isEarly = false;
        _pool.Run(
            new Work(share =>
            {
                for (int time = 0; time < Times; time++)
                {
                    Interlocked.Increment(ref arrived[time]);
                    share.Wait();
                    isEarly |= Volatile.Read(ref arrived[time]) != 5;
                }
            }),
            5);
        Assert.False(isEarly);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void AnExceptionReachesTheCallerAndNobodyWaitsForEver(int failing)
    {
        for (int i = 0; i < 50; i++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => _pool.Run(
                new Work(share =>
                {
                    share.Wait();
                    Do(share.Of(5), row => _ = row == failing ? throw new InvalidOperationException($"row {row}") : row);
                    share.Wait();
                    share.Wait();
                }),
                5));
            Assert.Equal($"row {failing}", exception.Message);
        }

        EachMemberRunsOnce(5, 5);
    }

    [Fact]
    public void WhoFindsTheThreadsTakenRunsAlone()
    {
        int runs = 0;
        _pool.Run(
            new Work(_ => _pool.Run(
                new Work(inner =>
                {
                    Assert.Equal(new Rows(0, 0, 0, 100), inner.Of(100));
                    Interlocked.Increment(ref runs);
                }),
                5)),
            5);
        Assert.Equal(5, runs);
    }

    [Fact]
    public void UnitsAndTeamsTakeTurnsForManyCallers()
    {
        int units = 0;
        int rows = 0;
        Parallel.For(0, 4, caller =>
        {
            for (int i = 0; i < 500; i++)
            {
                if ((i + caller) % 2 == 0)
                {
                    _pool.Run(new Unit(() => Interlocked.Increment(ref units)), 0, 7, 0);
                }
                else
                {
                    _pool.Run(
                        new Work(share =>
                        {
                            Do(share.Of(11), _ => Interlocked.Increment(ref rows));
                            share.Wait();
                        }),
                        (i % 5) + 1);
                }
            }
        });
        Assert.Equal((4 * 250 * 7, 4 * 250 * 11), (units, rows));
    }

    [Fact]
    public void ACallAllocatesNothing()
    {
        var work = new Waiting();
        for (int i = 0; i < 100; i++)
        {
            _pool.Run(work, 5);
        }

        // The least of a few attempts: a call that allocates does so in each, and what other tests do in this process doesn't count.
        long least = Enumerable.Range(0, 5).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                _pool.Run(work, 5);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, least);
    }

    private static void Do(Rows own, Action<int> action)
    {
        for (nint row = own.First; row < own.End; row++)
        {
            action((int)row);
        }
    }

    private sealed class Work(Action<Share> action) : ITeamWork
    {
        public void Run(Share share) => action(share);
    }

    private sealed class Waiting : ITeamWork
    {
        public void Run(Share share)
        {
            for (int i = 0; i < 10; i++)
            {
                share.Wait();
            }
        }
    }

    private sealed class Unit(Action action) : IParallelWork
    {
        public void Run(int step, int unit) => action();
    }
}
