using System;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class RandomStreamTests
{
    [Theory]
    [InlineData(0, 6457827717110365317)]
    [InlineData(1, 3203168211198807973)]
    [InlineData(2, 9817491932198370423)]
    [InlineData(3, 4593380528125082431)]
    [InlineData(4, 16408922859458223821)]
    public void IsSplitMix64(ulong index, ulong expected)
    {
        // The published first outputs of SplitMix64 for the seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
        Assert.Equal(expected, RandomStream.SplitMix64(1234567, index));
    }

    [Theory]
    [InlineData(0, 0, 0, 0x238275BC)]
    [InlineData(42, 0, 0, 0x6310BF04)]
    [InlineData(42, 1, 0, 0x08A42655)]
    [InlineData(42, 1, 1, 0xC5FD6642)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x179F01F0)]
    public void BitsArePinned(ulong seed, ulong stream, ulong index, uint expected)
    {
        Assert.Equal(expected, RandomStream.Hash(seed, stream, index));
        Assert.Equal(expected, new RandomStream(seed, stream).Bits(index));
    }

    [Fact]
    public void UniformHas24BitsBelowOne()
    {
        RandomStream random = new(1, 2);
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => random.Uniform((ulong)i))];
        Assert.All(values, value => Assert.InRange(value, 0f, 1 - MathF.Pow(2, -24)));
        Assert.All(values, value => Assert.Equal(value * (1 << 24), MathF.Floor(value * (1 << 24))));

        // The mean's standard error is 0.29 / 100.
        Assert.InRange(values.Average(), 0.485, 0.515);
    }

    [Fact]
    public void StreamsOfOneSeedAreUnlike()
    {
        RandomStream first = new(7, 0);
        RandomStream second = new(7, 1);
        Assert.DoesNotContain(Enumerable.Range(0, 1000), i => first.Bits((ulong)i) == second.Bits((ulong)i));
    }

    [Fact]
    public void BelowStaysBelowAndReachesAll()
    {
        RandomStream random = new(3, 0);
        int[] drawn = [.. Enumerable.Range(0, 1000).Select(i => random.Below((ulong)i, 7))];
        Assert.Equal(Enumerable.Range(0, 7), drawn.Distinct().Order());
        Assert.Equal(0, random.Below(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0, 0));
    }

    [Fact]
    public void ShuffleIsAPinnedPermutation()
    {
        int[] items = [.. Enumerable.Range(0, 10)];
        new RandomStream(42, 1).Shuffle(items);
        Assert.Equal(Enumerable.Range(0, 10), items.Order());
        Assert.Equal([5, 2, 6, 0, 7, 3, 8, 4, 9, 1], items);
    }

    [Fact]
    public void ShuffleReachesEveryOrderEqually()
    {
        int[] counts = new int[6];
        for (ulong seed = 0; seed < 6000; seed++)
        {
            int[] items = [0, 1, 2];
            new RandomStream(seed, 0).Shuffle(items);
            counts[(items[0] * 2) + (items[1] > items[2] ? 1 : 0)]++;
        }

        // 1000 expected each, standard deviation 29.
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }
}
