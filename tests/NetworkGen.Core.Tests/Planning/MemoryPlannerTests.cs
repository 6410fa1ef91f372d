using System.Linq;
using CsCheck;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

public sealed class MemoryPlannerTests
{
    private static readonly Gen<Lifetime> _lifetime =
        Gen.Select(Gen.Long[1, 1000], Gen.Int[0, 30], Gen.Int[0, 10]).Select(static (length, first, steps) => new Lifetime(length, first, first + steps));

    [Fact]
    public void BuffersNeededTogetherNeverOverlap() => _lifetime.Array[0, 25].Sample(static lifetimes =>
    {
        (long[] offsets, long length) = MemoryPlanner.Place(lifetimes);
        for (int i = 0; i < lifetimes.Length; i++)
        {
            Assert.Equal(0, offsets[i] % MemoryPlanner.Alignment);
            Assert.True(offsets[i] + lifetimes[i].Length <= length);
            for (int j = 0; j < i; j++)
            {
                bool overlaps = offsets[i] < offsets[j] + lifetimes[j].Length && offsets[j] < offsets[i] + lifetimes[i].Length;
                Assert.False(overlaps && lifetimes[i].Overlaps(lifetimes[j]), $"{i} and {j} share memory while both are needed");
            }
        }
    });

    [Fact]
    public void AChainTakesTwoBuffers()
    {
        Lifetime[] chain = [.. Enumerable.Range(0, 10).Select(static step => new Lifetime(160, step, step + 1))];

        Assert.Equal(320, MemoryPlanner.Place(chain).Length);
    }

    [Fact]
    public void NothingTakesNothing() => Assert.Equal(0, MemoryPlanner.Place([]).Length);
}
